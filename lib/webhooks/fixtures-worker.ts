import { register } from "node:module";

// A worker to be killed. Outside a bundler "server-only" refuses to load, so the test's stand-in takes its place.
register(
  "data:text/javascript," +
    encodeURIComponent(`export function resolve(name, context, next) {
  return name === "server-only" ? { url: "data:text/javascript,export{}", shortCircuit: true } : next(name, context);
}`),
);

const { startDispatcher } = await import("./dispatcher");
const { localPolicy } = await import("./fixtures");
await startDispatcher({ policy: localPolicy, workerId: BigInt(process.argv[2] ?? "0") });
