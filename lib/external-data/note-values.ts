import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { noteEventIn } from "@/lib/events/note";
import type { ListenedPlace } from "./listened-place";
import type { Provenance } from "./provenance";
import type { HeldValues } from "./save-values";
import type { StoredValue, ValuesToWrite } from "./write";

/** For the triggers that listen at `place`: a ticket with other data is a modified ticket. */
export async function noteValuesIn(
  tx: Tx,
  { recordId, source, chain = null }: ValuesToWrite,
  place: ListenedPlace,
  held: HeldValues["values"],
  stored: readonly StoredValue[],
): Promise<void> {
  const changed = stored.filter((value) => value.changed);
  if (changed.length === 0) return;
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

function originOf({ source, id, label }: Provenance): Origin {
  return { kind: source, id, label };
}

async function chainIn(tx: Tx, chain: NonNullable<ValuesToWrite["chain"]> | null) {
  if (chain === null || !("runId" in chain)) return chain;
  return tx.macroRun.findUnique({ where: { id: chain.runId }, select: { chainId: true, depth: true } });
}
