import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts Fieldpost as a user would, from the production build, on a free port with a fresh data folder and the sample
 * programme. Specs find it as `baseURL`; `admin` works on the same data. Loopback receivers of the specs may be called.
 */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "fieldpost-e2e-"));
  const port = await freePort();
  process.env.E2E_ORIGIN = `http://localhost:${port}`;
  const settings = {
    PORT: String(port),
    HOST: "",
    BASE_URL: "",
    DATABASE_URL: "",
    DATA_DIR: folder,
    SAMPLE: "on",
    OUTBOUND_ALLOW: "127.0.0.1/32",
  };
  Object.assign(process.env, settings);
  const child = spawn(process.execPath, ["--import", "./scripts/typescript.mjs", "scripts/start.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ready(child);
  return async () => {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
}

async function ready(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error("no output to read");
  const lines = createInterface(child.stdout);
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      process.stdout.write(`${line}\n`);
      if (line.startsWith("Fieldpost is ready at")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code} before it was ready`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
