import "server-only";
import { Client } from "pg";
import { databaseUrl } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { deliveriesChannel } from "./queue";

export interface Lease {
  /** While false this worker may not claim: others may already count it as gone. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/**
 * One connection for as long as the worker lives: it holds the advisory lock by which others see that the worker is alive, and hears of
 * new work. PostgreSQL frees the lock the moment the process dies. A lost connection is made again.
 */
export async function holdLease(workerId: bigint, onWork: (endpointId: string) => void): Promise<Lease> {
  let client: Client | undefined;
  let isReleased = false;
  let again: NodeJS.Timeout | undefined;

  const connect = async () => {
    const fresh = new Client({
      connectionString: databaseUrl(),
      application_name: "fieldpost dispatcher",
      keepAlive: true,
    });
    fresh.on("error", () => lose(fresh));
    fresh.on("end", () => lose(fresh));
    fresh.on("notification", ({ payload }) => payload && onWork(payload));
    await fresh.connect();
    await fresh.query("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
    await fresh.query("select pg_advisory_lock(77, $1::int)", [Number(workerId)]);
    await fresh.query(`listen ${deliveriesChannel}`);
    if (isReleased) await fresh.end();
    else client = fresh;
  };
  const lose = (lost: Client) => {
    if (client === lost) client = undefined;
    if (!isReleased) again ??= setTimeout(retry, 500);
  };
  const retry = () => {
    again = undefined;
    connect().catch((error: unknown) => {
      reportTrouble("dispatcher")(error);
      if (!isReleased) again ??= setTimeout(retry, 1000);
    });
  };

  await connect();
  return {
    isHeld: () => client !== undefined,
    release: async () => {
      isReleased = true;
      clearTimeout(again);
      const held = client;
      client = undefined;
      await held?.end();
    },
  };
}
