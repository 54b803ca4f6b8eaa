import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { RecordEventKind } from "@/lib/events/schema";
import type { MacroHome, MacroTarget } from "@/lib/macros/schema";
import { verdictDetail, type TriggerOutcome, type VerdictDetail } from "./schema";

export interface TriggerRow {
  id: string;
  name: string;
  description: string;
  target: MacroTarget;
  feedbackTypeId: string | null;
  event: RecordEventKind;
  fields: string[];
  newValue: string | null;
  macro: { id: string; name: string; enabled: boolean };
  filter: { id: string; name: string } | null;
  enabled: boolean;
  modifiedAt: string;
  /** When it last ran its macro. */
  lastRun: { id: string; at: string } | null;
}

/** The triggers of a scope's users, or of one feedback type, by name. */
export async function listTriggers(actor: Can<"macros.read">, home: MacroHome): Promise<TriggerRow[]> {
  const rows = await db.macroTrigger.findMany({
    where: {
      projectId: projectIdOf(actor),
      target: home.target,
      feedbackTypeId: home.target === "feedback" ? home.typeId : null,
    },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(triggerRow);
}

/** @throws AppError `not_found` for a trigger of another scope */
export async function getTrigger(actor: Can<"macros.read">, id: string): Promise<TriggerRow> {
  const row = await db.macroTrigger.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: columns });
  if (!row) throw new AppError("not_found", "There is no such trigger here.");
  return triggerRow(row);
}

const columns = {
  id: true,
  name: true,
  description: true,
  target: true,
  feedbackTypeId: true,
  event: true,
  fields: true,
  newValue: true,
  macro: { select: { id: true, name: true, enabled: true } },
  filter: { select: { id: true, name: true } },
  enabled: true,
  modifiedAt: true,
  verdicts: {
    where: { outcome: "ran" },
    orderBy: { at: "desc" },
    take: 1,
    select: { at: true, detail: true },
  },
} as const satisfies Prisma.MacroTriggerSelect;

function triggerRow({
  verdicts: [last],
  modifiedAt,
  ...row
}: Prisma.MacroTriggerGetPayload<{ select: typeof columns }>): TriggerRow {
  const { runId } = last ? verdictDetail.parse(last.detail) : {};
  return {
    ...row,
    modifiedAt: modifiedAt.toISOString(),
    lastRun: last && runId ? { id: runId, at: last.at.toISOString() } : null,
  };
}

export interface VerdictRow extends VerdictDetail {
  trigger: { id: string; name: string };
  macro: { id: string; name: string };
  outcome: TriggerOutcome;
  times: number;
  at: string;
}

/**
 * Why the triggers of the actor's scope did, or did not, run on a record: of each trigger and outcome the last time, newest first.
 */
export async function listVerdicts(actor: Can<"runs.read">, subjectId: string): Promise<VerdictRow[]> {
  const rows = await db.triggerVerdict.findMany({
    where: { subjectId, trigger: { projectId: projectIdOf(actor) } },
    orderBy: { at: "desc" },
    take: 50,
    select: {
      outcome: true,
      times: true,
      at: true,
      detail: true,
      trigger: { select: { id: true, name: true, macro: { select: { id: true, name: true } } } },
    },
  });
  return rows.map(({ trigger: { macro, ...trigger }, at, detail, ...row }) => ({
    ...row,
    ...verdictDetail.parse(detail),
    trigger,
    macro,
    at: at.toISOString(),
  }));
}
