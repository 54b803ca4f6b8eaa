import next from "next";
import { closePool, databaseUrl } from "@/lib/db/pool";
import { configuredOrigin, env } from "@/lib/env/env";
import { announceReady, onStop } from "@/lib/env/on-stop";
import { stopQueueing } from "@/lib/jobs/jobs";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import { receive } from "@/lib/listeners/receive";
import { createFront } from "./server";
import { stopServer } from "./stop-server";

// Run alone, on a machine of its own, nobody else has brought the database up to date.
if (!process.channel) await prepareDatabase(databaseUrl());

const development = process.argv.includes("--dev");
const app = next({ dev: development, dir: process.cwd(), port: env.PORT, ...(env.HOST && { hostname: env.HOST }) });
await app.prepare();

const server = createFront({
  receive,
  nextHandler: app.getRequestHandler(),
  trustedProxies: env.TRUSTED_PROXIES,
  secure: configuredOrigin().startsWith("https:"),
  development,
  onError: (error) => process.stderr.write(`web: ${error instanceof Error ? error.stack : String(error)}\n`),
});
if (development) server.on("upgrade", app.getUpgradeHandler());

server.once("error", (error: NodeJS.ErrnoException) => {
  process.stderr.write(`Cannot listen on port ${env.PORT}: ${error.message}\n`);
  process.exit(1);
});
server.listen(env.PORT, env.HOST, announceReady);

onStop(async () => {
  await stopServer(server);
  await stopQueueing();
  await closePool();
});
