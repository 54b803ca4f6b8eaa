import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { requireFilterHereIn } from "@/lib/filters/sharing";
import { sourceRefOf, type MacroPlace } from "@/lib/macros/macro-source";
import { sourceKey } from "@/lib/sources/source";

/** What starts a macro: a trigger, a schedule. */
interface Starter {
  /** Of one for tickets. */
  feedbackTypeId: string | null;
  macroId: string;
  filterId: string | null;
}

/**
 * The place of what starts a macro: it may name a macro and a filter of its own scope and kind of record.
 * @throws AppError `invalid` with the field that does not fit
 */
export async function requireFitsIn(
  tx: Tx,
  actor: Can<"macros.write">,
  { feedbackTypeId, macroId, filterId }: Starter,
): Promise<MacroPlace> {
  const projectId = projectIdOf(actor);
  const place: MacroPlace = { projectId, target: feedbackTypeId === null ? "user" : "feedback", feedbackTypeId };
  if (feedbackTypeId !== null) {
    const type =
      projectId &&
      (await tx.feedbackType.findFirst({ where: { id: feedbackTypeId, projectId }, select: { id: true } }));
    if (!type) throw unfit("feedbackTypeId", "There is no such feedback type in this project.");
  }
  const macro = await tx.macro.findFirst({ where: { id: macroId, ...place }, select: { id: true } });
  if (!macro) throw unfit("macroId", "There is no such macro for these records.");
  if (filterId !== null) await requireFilterHereIn(tx, actor, { filterId, source: sourceKey(sourceRefOf(place)) });
  return place;
}

export function unfit(field: string, message: string): AppError {
  return new AppError("invalid", message, { [field]: message });
}
