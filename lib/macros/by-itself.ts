import type { Tx } from "@/lib/db/client";
import type { RunCause } from "@/lib/db/generated/client";

/** So many times within `minutes` a macro with a webhook runs on one record without a person having asked for it. */
export const mostByItself = 30;

const minutes = 10;

/** Of a record's newest runs so many are looked at, whatever their macro. */
const looked = 200;

/**
 * Why a macro that was set off by another system, by a change or by another macro does not run on this record now; null when it may. Two
 * systems that answer each other are stopped by their chain where the other one passes our headers on. Most do not: each round looks like
 * news then, and only its pace gives it away. Once a round is left out nothing is sent, so there is no next one. Macros without a webhook
 * are not counted: nothing that they do can come back.
 */
export async function whyNotByItself(
  tx: Tx,
  { macroId, cause, recordId }: { macroId: string; cause: RunCause; recordId: string },
): Promise<string | null> {
  if (!byItself.has(cause)) return null;
  const [counted] = await tx.$queryRaw<{ times: number }[]>`
    select count(*)::int as times
      from (select run_id, state from macro_run_record where subject_id = ${recordId}::uuid order by id desc limit ${looked}) newest
      join macro_run r on r.id = newest.run_id
     where newest.state <> 'skipped' and r.macro_id = ${macroId}::uuid and r.cause in ('listener', 'trigger', 'macro')
       and r.created_at > now() - make_interval(mins => ${minutes}::int)
       and exists (select from macro m join macro_version v on v.macro_id = m.id and v.version = m.version
                    where m.id = r.macro_id and jsonb_path_exists(v.actions, '$[*] ? (@.kind == "webhook" && @.enabled == true)'))`;
  if ((counted?.times ?? 0) < mostByItself) return null;
  return `It ran on this record ${mostByItself} times within ${minutes} minutes by itself. Two systems seem to answer each other, so it was left out.`;
}

const byItself = new Set<RunCause>(["listener", "trigger", "macro"]);
