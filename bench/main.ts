import os from "node:os";
import type { Measured } from "./table";
import { openWorkbench, type Workbench } from "./workbench";
import { say, table } from "./table";

/**
 * `npm run bench -- ingest | send | data | reports | packages [how many]`: measures one path of Fieldpost on this machine against its ceiling, the
 * same work without us, in the same run. Own database in a temporary folder, own port, about a minute.
 */
const benches: Record<string, (bench: Workbench, size: number) => Promise<Measured[]>> = {
  ingest: async (bench) => (await import("./ingest")).ingest(bench),
  send: async (...given) => (await import("./send")).send(...given),
  data: async (...given) => (await import("./data")).data(...given),
  reports: async (...given) => (await import("./reports")).reports(...given),
  packages: async (...given) => (await import("./reports")).packages(...given),
};

const [name = "", size = "0"] = process.argv.slice(2);
const run = benches[name];
if (!run || !/^\d+$/.test(size)) {
  process.stderr.write(`Choose one: npm run bench -- ${Object.keys(benches).join(" | ")} [how many]\n`);
  process.exit(2);
}
const bench = await openWorkbench();
try {
  const before = os.loadavg()[0] ?? 0;
  const rows = await run(bench, Number(size));
  say(`\n${name} · ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? "CPU"} · Node ${process.versions.node}`);
  say(`load before ${before.toFixed(1)}, after ${(os.loadavg()[0] ?? 0).toFixed(1)}\n`);
  say(table(rows));
} finally {
  await bench.close();
}
process.exit(0);
