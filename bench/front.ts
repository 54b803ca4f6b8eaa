import { closePool } from "@/lib/db/pool";
import { env } from "@/lib/env/env";
import { announceReady, onStop } from "@/lib/env/on-stop";
import { stopQueueing } from "@/lib/jobs/jobs";
import { makeListenerLimits } from "@/lib/listeners/limits";
import { receive } from "@/lib/listeners/receive";
import { createFront } from "@/lib/web/server";
import { stopServer } from "@/lib/web/stop-server";

/** Our front as the web process has it, with an empty answer in Next's place and nobody turned away. */
const limits = makeListenerLimits({ calls: 1_000_000_000 });
const server = createFront({
  receive: (request) => receive(request, limits),
  nextHandler: async (_, response) => void response.end(),
  trustedProxies: [],
  secure: false,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
server.listen(env.PORT, "127.0.0.1", announceReady);
onStop(async () => {
  await stopServer(server, 2);
  await stopQueueing();
  await closePool();
});
