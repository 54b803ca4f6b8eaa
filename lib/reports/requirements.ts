import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { itemHeads } from "@/lib/elements/answer-records";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { fieldOf, questionOf, type ElementQuestion } from "@/lib/elements/question";
import type { ElementDefinition } from "@/lib/elements/schema";
import { problemOf } from "@/lib/elements/styles";
import { summaryColumns } from "@/lib/elements/summary-columns";
import { AppError } from "@/lib/errors/app-error";
import { requireFilterHereIn, waitsForValue } from "@/lib/filters/sharing";
import { reportLimits, type ReportInput } from "./schema";

/**
 * That an element can be asked and drawn: every item exists and can do what is asked of it, its style shows such data, and no criterion
 * waits for a value.
 * @throws AppError `invalid` with the place; `not_found` for a data source that is gone
 */
export async function requireAnswerable(actor: Can<"reports.write">, definition: ElementDefinition): Promise<void> {
  const source = await loadDataSource(also(actor, "reports.read"), definition.source);
  const question = await questionOf(actor, source, definition);
  const { groups, measures, style, condition } = definition;
  if (measures.length === 0 && groups.length > 0) throw refused("measures", "Add a measure, such as Count.");
  if (measures.length > 0) await summaryColumns(question);
  else itemHeads(question);
  requireOrder(question);
  const problem = problemOf(style, definition);
  if (problem) throw refused("style", problem);
  if (waitsForValue(condition))
    throw refused("condition", "A report asks nobody for a value. Give every criterion a value.");
}

function requireOrder(question: ElementQuestion): void {
  const { sort, measures } = question.definition;
  for (const { path } of sort) {
    if (measures.length === 0) fieldOf(question, path);
    else if (path !== "group" && !measures.some((_, n) => path === `measure:${n}`))
      throw refused("sort", "This order is by something that the element does not show any more.");
  }
}

/** @throws AppError `invalid` on `filterId` for a filter of elsewhere, of other records, or one that waits for a value */
export async function requireFilterIn(
  tx: Tx,
  actor: Actor,
  { filterId, source }: Pick<ElementDefinition, "filterId" | "source">,
): Promise<void> {
  if (filterId) await requireFilterHereIn(tx, actor, { filterId, source });
}

/** Before its rows are shown, the same. @throws AppError `invalid` on `filterId` */
export async function requireUsableFilter(
  actor: Actor,
  definition: Pick<ElementDefinition, "filterId" | "source">,
): Promise<void> {
  await transaction((tx) => requireFilterIn(tx, actor, definition));
}

/** @throws AppError `invalid` on `access` for a team of elsewhere, or one that is named twice */
export async function requireTeamsIn(tx: Tx, actor: Actor, access: ReportInput["access"]): Promise<void> {
  const ids = access.map(({ teamId }) => teamId);
  if (new Set(ids).size < ids.length) throw refused("access", "A team is there twice. Remove one of them.");
  const known = await tx.team.count({ where: { id: { in: ids }, projectId: projectIdOf(actor) } });
  if (known < ids.length) throw refused("access", "One of these teams is gone. Remove it.");
}

/** @throws AppError `conflict` for one part more than a report holds */
export function requireRoom(parts: number): void {
  if (parts < reportLimits.blocks) return;
  throw new AppError(
    "conflict",
    `A report has at most ${reportLimits.blocks} parts. Put this one into another report.`,
  );
}

/** Only who owns a report may hide it from the others. @throws AppError `forbidden` */
export function requireMayHide(actor: Actor, before: { ownerId: string | null; visibility: string }): void {
  if (before.ownerId === null || before.ownerId === actor.personId || before.visibility === "mine") return;
  const message = "Only its owner can make this report private.";
  throw new AppError("forbidden", message, { visibility: message });
}

/** What private and shared reports are stored as. */
export function storedVisibility(actor: Actor, visibility: ReportInput["visibility"]) {
  if (visibility === "mine") return "mine" as const;
  return actor.scope.kind === "project" ? ("project" as const) : ("community" as const);
}

function refused(place: string, message: string): AppError {
  return new AppError("invalid", message, { [place]: message });
}
