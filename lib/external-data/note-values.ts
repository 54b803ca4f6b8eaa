import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { noteEventIn } from "@/lib/events/note";
import type { Provenance } from "./provenance";
import type { HeldValues } from "./save-values";
import type { StoredValue, ValuesToWrite } from "./write";

/** For the triggers: a ticket with other data is a modified ticket. Costs one statement where none is set to it. */
export async function noteValuesIn(
  tx: Tx,
  { group, recordId, source, chain = null }: ValuesToWrite,
  held: HeldValues["values"],
  stored: readonly StoredValue[],
): Promise<void> {
  const changed = stored.filter((value) => value.changed);
  if (changed.length === 0) return;
  const [place] = await tx.$queryRaw<Place[]>`
    select g.key, g.target = 'feedback' as "isTicket", f.type_id as "typeId", coalesce(f.project_id, g.project_id) as "projectId"
      from external_data_group g left join feedback f on g.target = 'feedback' and f.id = ${recordId}::uuid
     where g.id = ${group.id}::uuid and g.target <> 'project'
       and exists (select 1 from macro_trigger t
                    where (g.target = 'feedback' and t.event = 'feedback_modified' and t.feedback_type_id = f.type_id)
                       or (g.target = 'user' and t.event = 'external_data_changed'))`;
  if (!place) return;
  await noteEventIn(tx, {
    kind: place.isTicket ? "feedback_modified" : "external_data_changed",
    subjectId: recordId,
    feedbackTypeId: place.typeId ?? undefined,
    projectId: place.projectId,
    changes: changed.map(({ fieldId, key, label, value }) => ({
      path: `external.${place.key}.${key}`,
      label,
      old: held[fieldId] ?? null,
      new: value,
    })),
    origin: { ...originOf(source), ...(await chainIn(tx, chain)) },
  });
}

interface Place {
  key: string;
  isTicket: boolean;
  typeId: string | null;
  projectId: string | null;
}

function originOf({ source, id, label }: Provenance): Origin {
  return { kind: source, id, label };
}

async function chainIn(tx: Tx, chain: NonNullable<ValuesToWrite["chain"]> | null) {
  if (chain === null || !("runId" in chain)) return chain;
  return tx.macroRun.findUnique({ where: { id: chain.runId }, select: { chainId: true, depth: true } });
}
