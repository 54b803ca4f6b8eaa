import { z } from "zod";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ExternalValue } from "@/lib/external-data/schema";
import type { RecordChange } from "@/lib/events/schema";
import { starterWords } from "@/lib/perform-action/queries";
import { countsOf, noCounts, type RunCounts } from "@/lib/perform-action/run-counts";
import type { RunState } from "@/lib/perform-action/states";
import type { DeliveryState } from "@/lib/webhooks/schema";

interface Step {
  id: string;
  at: string;
}

export interface CallStep extends Step {
  kind: "call";
  listenerKey: string;
  outcome: string;
  subject: string | null;
}

export interface RunStep extends Step {
  kind: "run";
  macro: string;
  startedBy: string;
  /** 0 for the first of the chain. */
  depth: number;
  state: RunState;
  /** Null while its records are being collected. */
  total: number | null;
  counts: RunCounts;
  /** What the first three of its records were called. */
  records: string[];
}

export interface DeliveryStep extends Step {
  kind: "delivery";
  subject: string;
  state: DeliveryState;
  attempt: number;
  lastStatus: number | null;
}

/** What the answer to a webhook stored on a record. */
export interface CaptureStep extends Step {
  kind: "capture";
  deliveryId: string;
  /** What the record of the webhook was called. */
  subject: string;
  values: { label: string; value: ExternalValue }[];
}

export interface ChangeStep extends Step {
  kind: "change";
  displayId: string;
  typeKey: string;
  by: string;
  changes: RecordChange[];
}

export type TraceStep = CallStep | RunStep | DeliveryStep | CaptureStep | ChangeStep;

export interface Trace {
  /** In the order in which they happened. */
  steps: TraceStep[];
  /** Runs of the chain in other projects or the community. */
  elsewhere: number;
  /** There are more of one kind than are listed. */
  isCut: boolean;
}

/** Of runs, deliveries and changes each. */
const most = 200;

/**
 * A chain from its first cause to its last effect: the calls that began it, its runs, what they sent, what came back and was stored, and
 * what they changed, as far as it happened in the actor's scope.
 * @throws AppError `not_found` for a chain without a run there
 */
export async function getTrace(actor: Can<"runs.read">, chainId: string): Promise<Trace> {
  const projectId = projectIdOf(actor);
  const [found, all] = await Promise.all([
    db.macroRun.findMany({
      where: { chainId, projectId },
      orderBy: { id: "asc" },
      take: most,
      select: {
        id: true,
        cause: true,
        causeDetail: true,
        depth: true,
        state: true,
        total: true,
        createdAt: true,
        macro: { select: { name: true } },
        records: { orderBy: { id: "asc" }, take: 3, select: { label: true } },
      },
    }),
    db.macroRun.groupBy({ by: ["projectId"], where: { chainId }, _count: true }),
  ]);
  if (found.length === 0) throw new AppError("not_found", "There is no such trace here, or it is no longer kept.");
  const counts = await countsOf(found.map(({ id }) => id));
  const runs = found.map(({ causeDetail, cause, createdAt, macro, records, ...run }): RunStep => ({
    ...run,
    kind: "run",
    at: createdAt.toISOString(),
    macro: macro.name,
    startedBy: starterWords(cause, causeDetail),
    counts: counts.get(run.id) ?? noCounts(),
    records: records.map(({ label }) => label),
  }));
  const logs = may(actor, "logs.read");
  const [calls, sent, changes] = await Promise.all([
    logs ? callsOf(projectId, found) : [],
    logs ? sentBy(actor, runs) : [],
    changesOf(projectId, chainId),
  ]);
  const steps = [...calls, ...runs, ...sent, ...changes].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    steps,
    elsewhere: all.reduce((sum, other) => sum + (other.projectId === projectId ? 0 : other._count), 0),
    isCut: [found, sent.filter(({ kind }) => kind === "delivery"), changes].some(({ length }) => length === most),
  };
}

const beginning = z.object({ callId: z.uuid().optional() });

async function callsOf(projectId: string | null, runs: readonly { causeDetail: unknown }[]): Promise<CallStep[]> {
  const ids = runs.flatMap(({ causeDetail }) => beginning.safeParse(causeDetail).data?.callId ?? []);
  if (ids.length === 0) return [];
  const calls = await db.listenerCall.findMany({
    where: { id: { in: ids }, projectId },
    select: { id: true, at: true, listenerKey: true, outcome: true, subjectLabel: true },
  });
  return calls.map(({ at, subjectLabel, ...call }) => ({
    ...call,
    kind: "call",
    at: at.toISOString(),
    subject: subjectLabel,
  }));
}

async function sentBy(actor: Can<"runs.read">, runs: readonly RunStep[]): Promise<(DeliveryStep | CaptureStep)[]> {
  const found = await db.webhookDelivery.findMany({
    where: { runId: { in: runs.map(({ id }) => id) } },
    orderBy: { id: "asc" },
    take: most,
    select: {
      id: true,
      createdAt: true,
      state: true,
      attempt: true,
      lastStatus: true,
      subjectId: true,
      subjectLabel: true,
    },
  });
  const deliveries = found.map(({ id, createdAt, state, attempt, lastStatus, subjectLabel }): DeliveryStep => ({
    id,
    kind: "delivery",
    at: createdAt.toISOString(),
    subject: subjectLabel,
    state,
    attempt,
    lastStatus,
  }));
  if (!may(actor, "externalData.read")) return deliveries;
  return [...deliveries, ...(await capturedBy(also(actor, "externalData.read"), found))];
}

async function capturedBy(
  actor: Can<"externalData.read">,
  deliveries: readonly { id: string; subjectId: string; subjectLabel: string }[],
): Promise<CaptureStep[]> {
  const project = projectIdOf(actor);
  const records = [...new Set([...deliveries.map(({ subjectId }) => subjectId), ...(project ? [project] : [])])];
  const rows = await db.$queryRaw<{ id: string; deliveryId: string; label: string; value: ExternalValue; at: Date }[]>`
    select h.id, h.source ->> 'id' as "deliveryId", f.label, h.new as value, h.at
      from external_data_history h join external_data_field f on f.id = h.field_id
     where h.record_id = any(${records}::uuid[]) and h.source ->> 'source' = 'capture'
       and h.source ->> 'id' = any(${deliveries.map(({ id }) => id)}::text[])
     order by h.at, f."order", h.id limit ${most}`;
  const subjects = new Map(deliveries.map(({ id, subjectLabel }) => [id, subjectLabel]));
  const steps = new Map<string, CaptureStep>();
  for (const { id, deliveryId, label, value, at } of rows) {
    const key = `${deliveryId} ${at.toISOString()}`;
    const subject = subjects.get(deliveryId) ?? "";
    const step = steps.get(key) ?? { id, kind: "capture", deliveryId, subject, at: at.toISOString(), values: [] };
    step.values.push({ label, value });
    steps.set(key, step);
  }
  return [...steps.values()];
}

async function changesOf(projectId: string | null, chainId: string): Promise<ChangeStep[]> {
  if (projectId === null) return [];
  const found = await db.feedbackChange.findMany({
    where: { chainId, feedback: { projectId } },
    orderBy: { id: "asc" },
    take: most,
    select: {
      id: true,
      at: true,
      origin: true,
      changes: true,
      feedback: { select: { displayId: true, type: { select: { key: true } } } },
    },
  });
  return found.map(({ id, at, feedback, changes, ...row }) => ({
    id,
    kind: "change",
    at: at.toISOString(),
    displayId: feedback.displayId,
    typeKey: feedback.type.key,
    by: origin.parse(row.origin).label,
    changes: changes as unknown as RecordChange[],
  }));
}
