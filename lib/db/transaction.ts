import "server-only";
import { db, type Tx } from "./client";
import { Prisma } from "./generated/client";
import { joined } from "./joined";

/**
 * Both or neither: everything `run` does through `tx` commits together. A deadlock or a lost serialisation race is tried
 * again, up to three times in all, so `run` must have no effect outside `tx`. Times out after `seconds` (10). Within `asOne` it is a part
 * of that transaction, which can fail alone.
 */
export async function transaction<T>(run: (tx: Tx) => Promise<T>, { seconds = 10 } = {}): Promise<T> {
  const outer = joined.getStore();
  if (outer) return part(outer, run);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(run, { timeout: seconds * 1000, maxWait: 10_000 });
    } catch (error) {
      if (attempt === 3 || !isLostRace(error)) throw error;
    }
  }
}

/**
 * Makes one transaction of several commands: what `run` does and reads, through `db` and through the transactions of the commands it
 * calls, is kept together or not at all. It may call them one after the other only. Times out after `seconds`.
 */
export function asOne<T>(run: () => Promise<T>, { seconds }: { seconds: number }): Promise<T> {
  return transaction((tx) => joined.run(tx, run), { seconds });
}

async function part<T>(tx: Tx, run: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.$executeRaw`savepoint part`;
  try {
    const done = await run(tx);
    await tx.$executeRaw`release savepoint part`;
    return done;
  } catch (error) {
    await tx.$executeRaw`rollback to savepoint part`;
    await tx.$executeRaw`release savepoint part`;
    throw error;
  }
}

/** Prisma names a lost race P2034, save where hand-written SQL met it: that is P2010 around what PostgreSQL said. */
function isLostRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === "P2034" || (error.code === "P2010" && lostRaces.has(saidByPostgres(error)));
}

// serialization_failure and deadlock_detected
const lostRaces = new Set(["40001", "40P01"]);

function saidByPostgres({ meta }: Prisma.PrismaClientKnownRequestError): string {
  const cause = (meta?.["driverAdapterError"] as { cause?: { originalCode?: unknown } } | undefined)?.cause;
  return typeof cause?.originalCode === "string" ? cause.originalCode : "";
}
