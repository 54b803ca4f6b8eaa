import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onStop } from "@/lib/env/on-stop";

/** The receiver of `bench send`: takes everything and answers a number to capture. Tells its port to whoever started it. */
let taken = 0;
const server = createServer((request, response) => {
  request.resume().once("end", () => {
    response.writeHead(200, { "content-type": "application/json" }).end(`{"number":${++taken}}`);
  });
});
server.listen(0, "0.0.0.0", () => process.send?.((server.address() as AddressInfo).port));
onStop(async () => {
  server.close();
  server.closeAllConnections();
});
