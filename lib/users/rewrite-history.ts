import type { Sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";

/** Logs are looked through as a whole, which may take its time. Seconds. */
const patience = 900;

/** One statement in a transaction of its own, to which tables that are only added to give way. */
export async function rewriteHistory(statement: Sql): Promise<void> {
  await transaction(
    async (tx) => {
      await tx.$queryRaw`select set_config('fieldpost.erasing', 'on', true)`;
      await tx.$executeRaw(statement);
    },
    { seconds: patience },
  );
}
