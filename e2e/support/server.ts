import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { passingFolder } from "@/lib/testing/passing-folder";
import { freePort, startFieldpost } from "./fieldpost";

/**
 * Starts Fieldpost as a user would, from the production build, on a free port with a fresh data folder and the sample
 * programme. Specs find it as `baseURL`; `admin` works on the same data. Loopback receivers of the specs may be called.
 * A server that already runs is taken instead when E2E_ORIGIN names it, with its PORT and DATA_DIR.
 */
export default async function startServer(): Promise<(() => Promise<void>) | void> {
  if (process.env.E2E_ORIGIN) return;
  const folder = mkdtempSync(path.join(passingFolder(), "fieldpost-e2e-"));
  const settings = { PORT: await freePort(), DATA_DIR: folder, SAMPLE: "on", OUTBOUND_ALLOW: "127.0.0.1/32" };
  const server = startFieldpost(settings);
  // Inherited by the workers, which read the configuration and run `admin`.
  Object.assign(process.env, settings, { E2E_ORIGIN: server.origin });
  await server.ready;
  return async () => {
    server.signal("SIGTERM");
    await server.exited;
    rmSync(folder, { recursive: true, force: true });
  };
}
