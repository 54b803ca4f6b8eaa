import { defineConfig } from "@playwright/test";

const executablePath = process.env.CHROMIUM_PATH;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/server.ts",
  outputDir: "test-results",
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: "list",
  // The many small tests come last and fill what the long ones leave of either worker.
  projects: [
    { name: "what it does", testIgnore: "**/a11y.spec.ts" },
    { name: "how it looks", testMatch: "**/a11y.spec.ts" },
  ],
  use: {
    // Set by the global setup, before the workers read this file again.
    baseURL: process.env.E2E_ORIGIN,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    // Half-faded text has no contrast to measure, and nothing waits for an animation.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        // No machine of ours has a graphics card; told so, the browser draws in one process less.
        "--disable-gpu",
        "--in-process-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--no-first-run",
      ],
    },
  },
});
