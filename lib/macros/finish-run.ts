import type { Tx } from "@/lib/db/client";

/** Ends a run whose last record has its verdict. */
export async function finishRunIn(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`
    update macro_run r set state = 'done', finished_at = now()
     where r.id = ${runId}::uuid and r.state = 'running'
       and not exists (select 1 from macro_run_record where run_id = r.id and state in ('waiting', 'running', 'waiting_for_webhook'))`;
}
