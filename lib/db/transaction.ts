import "server-only";
import { db, type Tx } from "./client";
import { Prisma } from "./generated/client";

/**
 * Both or neither: everything `run` does through `tx` commits together. A deadlock or a lost serialisation race is tried
 * again, up to three times in all, so `run` must have no effect outside `tx`. Times out after `seconds` (10).
 */
export async function transaction<T>(run: (tx: Tx) => Promise<T>, { seconds = 10 } = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(run, { timeout: seconds * 1000, maxWait: 10_000 });
    } catch (error) {
      if (attempt === 3 || !isLostRace(error)) throw error;
    }
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}
