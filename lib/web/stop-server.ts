import type { Front } from "./server";

/** Takes no new connection, lets running requests end (`seconds` at most), then closes what is left. */
export async function stopServer(server: Front, seconds = 15): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const deadline = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
}
