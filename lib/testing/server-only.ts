// Stands in for "server-only" where no bundler runs: tests, the worker, scripts.
export {};
