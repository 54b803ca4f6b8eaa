import { randomUUID } from "node:crypto";
import { origin as originSchema, type Origin } from "@/lib/auth/origin";
import { condition as conditionSchema, noFilter, type Condition } from "@/lib/conditions/schema";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { recordChange, type RecordChange, type RecordEventKind } from "@/lib/events/schema";
import { waitsForValue } from "@/lib/filters/sharing";
import { loadMacroSource, type MacroPlace } from "@/lib/macros/macro-source";
import { startRunIn } from "@/lib/macros/run";
import { contextOf, whereOf } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import type { TriggerOutcome, VerdictDetail } from "./schema";

/**
 * Judges what happened to a record by every trigger that is set to it, starts the macros of those that agree, and keeps each one's verdict:
 * all in one transaction in which the event disappears, so that after a crash it is judged again and nothing runs twice.
 */
export async function judgeEvent(eventId: string): Promise<void> {
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<EventRow[]>`
      select kind::text as kind, subject_id as "subjectId", feedback_type_id as "feedbackTypeId", project_id as "projectId", changes, origin
        from record_event where id = ${eventId}::uuid for update skip locked`;
    if (!row) return;
    const event = { ...row, changes: recordChange.array().parse(row.changes), origin: originSchema.parse(row.origin) };
    for (const trigger of await triggersOf(tx, event)) {
      const verdict = await judge(tx, trigger, event);
      if (verdict) await keepIn(tx, trigger.id, event.subjectId, verdict);
    }
    await tx.recordEvent.delete({ where: { id: eventId }, select: { id: true } });
  });
}

interface EventRow {
  kind: RecordEventKind;
  subjectId: string;
  feedbackTypeId: string | null;
  projectId: string | null;
  changes: unknown;
  origin: unknown;
}

interface Event extends EventRow {
  changes: RecordChange[];
  origin: Origin;
}

interface Trigger extends MacroPlace {
  id: string;
  name: string;
  enabled: boolean;
  fields: string[];
  newValue: string | null;
  macroId: string;
  project: { isTemplate: boolean } | null;
  filter: { name: string; condition: unknown } | null;
}

interface Verdict extends VerdictDetail {
  outcome: TriggerOutcome;
}

async function triggersOf(tx: Tx, { kind, feedbackTypeId, projectId }: Event): Promise<Trigger[]> {
  return tx.macroTrigger.findMany({
    // What concerns a user everywhere is judged by every scope; who is not in a project is not found there.
    where: { event: kind, feedbackTypeId, ...(projectId === null ? {} : { projectId }) },
    select: {
      id: true,
      name: true,
      enabled: true,
      fields: true,
      newValue: true,
      macroId: true,
      projectId: true,
      target: true,
      feedbackTypeId: true,
      project: { select: { isTemplate: true } },
      filter: { select: { name: true, condition: true } },
    },
    orderBy: { createdAt: "asc" },
  });
}

/** Null for a record that is not of this place: nobody would ask there. */
async function judge(tx: Tx, trigger: Trigger, event: Event): Promise<Verdict | null> {
  try {
    const source = await loadMacroSource(trigger);
    const label = await labelIn(tx, source, event.subjectId, noFilter);
    if (label === null) return null;
    if (!trigger.enabled) return { outcome: "off" };
    if (trigger.project?.isTemplate)
      return { outcome: "off", reason: "The project is a template, in which nothing starts by itself." };
    const changed = changeAsked(trigger, event.changes);
    if ("outcome" in changed) return changed;
    if (trigger.filter) {
      const condition = conditionSchema.parse(trigger.filter.condition);
      if (waitsForValue(condition)) return { outcome: "refused", reason: waiting(trigger.filter.name) };
      if ((await labelIn(tx, source, event.subjectId, condition)) === null)
        return { outcome: "not_matching", reason: `It did not match the filter “${trigger.filter.name}”.` };
    }
    return await fireIn(tx, trigger, event, { label, change: changed.change });
  } catch (error) {
    if (error instanceof AppError) return { outcome: "refused", reason: error.message };
    throw error;
  }
}

function waiting(filter: string): string {
  return `The filter “${filter}” asks for a value when it is run, and nobody is there to give it. Give the question a default.`;
}

/** The change that the trigger speaks of: the first of its fields, or of all. */
function changeAsked(
  { fields, newValue }: Trigger,
  changes: readonly RecordChange[],
): { change: RecordChange | null } | Verdict {
  const change = fields.length === 0 ? changes[0] : changes.find(({ path }) => fields.includes(path));
  const whatChanged = changes.map(({ label }) => label).join(", ");
  if (fields.length > 0 && !change) return { outcome: "other_fields", reason: `What changed: ${whatChanged}.` };
  if (newValue !== null && change && folded(wordOf(change.new)) !== folded(newValue))
    return { outcome: "other_value", reason: `${change.label} became “${wordOf(change.new)}”, not “${newValue}”.` };
  return { change: change ?? null };
}

async function fireIn(
  tx: Tx,
  trigger: Trigger,
  { subjectId, origin }: Event,
  { label, change }: { label: string; change: RecordChange | null },
): Promise<Verdict> {
  const chainId = origin.chainId ?? randomUUID();
  const fired = await tx.triggerFiring.createMany({
    data: [{ triggerId: trigger.id, subjectId, chainId }],
    skipDuplicates: true,
  });
  if (fired.count === 0)
    return { outcome: "once_per_chain", reason: "It has run for this record in the same chain of events already." };
  const run = {
    macro: { id: trigger.macroId },
    cause: "trigger" as const,
    causeDetail: {
      label: trigger.name,
      triggerId: trigger.id,
      ...(change && { change: { label: change.label, old: wordOf(change.old), new: wordOf(change.new) } }),
    },
    byId: null,
    records: [{ id: subjectId, label }],
    chainId,
    depth: origin.chainId ? (origin.depth ?? 0) + 1 : 0,
  };
  try {
    return { outcome: "ran", ...(await startRunIn(tx, run)) };
  } catch (error) {
    // What did not run has not had its turn.
    await tx.triggerFiring.deleteMany({ where: { triggerId: trigger.id, subjectId, chainId } });
    throw error;
  }
}

/** What the record is called; null when it is not among these. */
async function labelIn(tx: Tx, source: Source, id: string, condition: Condition): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ label: string }[]>(
    sql`select ${source.label} as label ${source.from}
      where ${source.id} = ${id}::uuid and ${whereOf(source, condition, contextOf(source))} limit 1`,
  );
  return row?.label ?? null;
}

async function keepIn(tx: Tx, triggerId: string, subjectId: string, { outcome, ...detail }: Verdict): Promise<void> {
  await tx.triggerVerdict.upsert({
    where: { triggerId_subjectId_outcome: { triggerId, subjectId, outcome } },
    create: { triggerId, subjectId, outcome, detail },
    update: { times: { increment: 1 }, at: new Date(), detail },
    select: { outcome: true },
  });
}

function wordOf(value: RecordChange["new"]): string {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase().trim();
}
