import { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma, RunCause } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { actionResults, macroActions, reversible, type ActionKind, type ActionResult } from "@/lib/macros/schema";
import type { DeliveryState } from "@/lib/webhooks/schema";
import { endedBulkRuns } from "./ended-runs";
import { countsOf, noCounts, type RunCounts } from "./run-counts";
import { type recordsQuestion, type runsQuestion } from "./schema";
import type { RecordState, RunState } from "./states";

export interface RunRow {
  id: string;
  macro: { id: string; name: string; key: string; target: "user" | "feedback"; feedbackTypeId: string | null };
  cause: RunCause;
  /** Who or what started it, in words. */
  startedBy: string;
  state: RunState;
  /** Null while its records are being collected. */
  total: number | null;
  counts: RunCounts;
  createdAt: string;
  finishedAt: string | null;
}

/** The runs of the actor's scope, newest first, 30 a page; `next` is null on the last. */
export async function listRuns(
  actor: Can<"runs.read">,
  { macroId, active, endedSince, after }: z.infer<typeof runsQuestion> = {},
): Promise<{ rows: RunRow[]; next: string | null }> {
  const found = await db.macroRun.findMany({
    where: {
      projectId: projectIdOf(actor),
      ...(macroId ? { macroId } : {}),
      ...(active ? { state: { in: ["expanding", "running", "paused"] } } : {}),
      ...(endedSince
        ? { id: { in: await endedBulkRuns(actor, { endedSince, macroId, after }, pageSize + 1) } }
        : after
          ? { id: { lt: after } }
          : {}),
    },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: columns,
  });
  const page = found.slice(0, pageSize);
  const counts = await countsOf(page.map(({ id }) => id));
  const rows = page.map((run) => rowOf(run, counts.get(run.id)));
  return { rows, next: found.length > page.length ? (page.at(-1)?.id ?? null) : null };
}

export interface RunDetail extends RunRow {
  /** Null while nobody had it taken back. */
  undo: { at: string; by: string; undone: number; kept: number; left: number } | null;
  /** Something it did can be taken back. */
  isReversible: boolean;
  macroVersion: number;
  chainId: string;
  depth: number;
  /** Of the version that ran. */
  actions: { id: string; kind: ActionKind; name: string | null; enabled: boolean }[];
}

/** @throws AppError `not_found` */
export async function getRun(actor: Can<"runs.read">, runId: string): Promise<RunDetail> {
  const run = await db.macroRun.findFirst({
    where: { id: runId, projectId: projectIdOf(actor) },
    select: { ...columns, macroVersion: true, chainId: true, depth: true, undoneAt: true, undoneBy: true },
  });
  if (!run) throw new AppError("not_found", "There is no such run here.");
  const version = await db.macroVersion.findUnique({
    where: { macroId_version: { macroId: run.macro.id, version: run.macroVersion } },
    select: { actions: true },
  });
  const actions = macroActions.parse(version?.actions ?? []);
  return {
    ...rowOf(run, (await countsOf([runId])).get(runId)),
    macroVersion: run.macroVersion,
    chainId: run.chainId,
    depth: run.depth,
    undo: run.undoneAt && { at: run.undoneAt.toISOString(), by: run.undoneBy ?? "", ...(await countUndone(runId)) },
    isReversible: actions.some(({ kind, enabled }) => enabled && reversible[kind]),
    actions: actions.map((action) => ({
      id: action.id,
      kind: action.kind,
      name: action.kind === "webhook" ? (action.name ?? null) : null,
      enabled: action.enabled,
    })),
  };
}

async function countUndone(runId: string): Promise<{ undone: number; kept: number; left: number }> {
  const [counts] = await db.$queryRaw<{ undone: number; kept: number; left: number }[]>`
    select count(*) filter (where undone = 'undone')::int as undone,
           count(*) filter (where undone not in ('undone', 'nothing'))::int as kept,
           count(*) filter (where undone is null and state in ('done', 'failed', 'cancelled'))::int as left
      from macro_run_record where run_id = ${runId}::uuid`;
  return counts ?? { undone: 0, kept: 0, left: 0 };
}

export interface RunRecordRow {
  id: string;
  subjectId: string;
  label: string;
  state: RecordState;
  reason: string | null;
  /** Once the run was undone: `undone`, `nothing`, or why it was kept. */
  undone: string | null;
  updatedAt: string;
  /** By action id. */
  results: Record<string, ActionResult>;
  deliveries: {
    id: string;
    actionId: string;
    state: DeliveryState;
    attempt: number;
    status: number | null;
    nextAt: string;
  }[];
}

/** `next` is null on the last page. */
export interface RunRecordPage {
  rows: RunRecordRow[];
  next: string | null;
}

/** The records of a run with their verdicts, 50 a page. @throws AppError `not_found` */
export async function listRunRecords(
  actor: Can<"runs.read">,
  question: z.infer<typeof recordsQuestion>,
  limit = 50,
): Promise<RunRecordPage> {
  await expectRun(actor, question.runId);
  const { runId, state, after } = question;
  const found = await db.macroRunRecord.findMany({
    where: { runId, ...(state ? { state } : {}), ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: "asc" },
    take: limit + 1,
    select: {
      id: true,
      subjectId: true,
      label: true,
      state: true,
      reason: true,
      undone: true,
      updatedAt: true,
      results: true,
    },
  });
  const page = found.slice(0, limit);
  const deliveries = await db.webhookDelivery.findMany({
    where: { runId, subjectId: { in: page.map(({ subjectId }) => subjectId) } },
    orderBy: { id: "asc" },
    select: { id: true, actionId: true, subjectId: true, state: true, attempt: true, lastStatus: true, nextAt: true },
  });
  const rows = page.map(({ results, updatedAt, ...record }) => ({
    ...record,
    updatedAt: updatedAt.toISOString(),
    results: actionResults.parse(results),
    deliveries: deliveries
      .filter(({ subjectId }) => subjectId === record.subjectId)
      .map(({ id, actionId, state: deliveryState, attempt, lastStatus, nextAt }) => ({
        id,
        actionId,
        state: deliveryState,
        attempt,
        status: lastStatus,
        nextAt: nextAt.toISOString(),
      })),
  }));
  return { rows, next: found.length > page.length ? (page.at(-1)?.id ?? null) : null };
}

/**
 * A run and one page of its records. The records are read after the run, so that the answer that says it is over, after which
 * nobody asks again, has their last state.
 * @throws AppError `not_found`
 */
export async function watchRun(
  actor: Can<"runs.read">,
  question: z.infer<typeof recordsQuestion>,
): Promise<{ run: RunDetail; records: RunRecordPage }> {
  const run = await getRun(actor, question.runId);
  return { run, records: await listRunRecords(actor, question) };
}

/** Every record of a run for an export, a page at a time. @throws AppError `not_found` */
export async function* exportRunRecords(
  actor: Can<"runs.read">,
  runId: string,
): AsyncGenerator<RunRecordRow[], void, undefined> {
  let after: string | undefined;
  do {
    const { rows, next } = await listRunRecords(actor, { runId, after }, 1_000);
    if (rows.length > 0) yield rows;
    after = next ?? undefined;
  } while (after);
}

const pageSize = 30;

const columns = {
  id: true,
  macro: { select: { id: true, name: true, key: true, target: true, feedbackTypeId: true } },
  cause: true,
  causeDetail: true,
  state: true,
  total: true,
  createdAt: true,
  finishedAt: true,
} as const satisfies Prisma.MacroRunSelect;

type FoundRun = Prisma.MacroRunGetPayload<{ select: typeof columns }>;

const causeDetail = z.object({ label: z.string() });

function rowOf(
  { causeDetail: detail, createdAt, finishedAt, ...run }: FoundRun,
  counts: RunCounts | undefined,
): RunRow {
  return {
    id: run.id,
    macro: run.macro,
    cause: run.cause,
    state: run.state,
    total: run.total,
    startedBy: starterWords(run.cause, detail),
    counts: counts ?? noCounts(),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Who or what started a run, in words: `Mara`, `schedule “Monday digest”`. */
export function starterWords(cause: RunCause, detail: unknown): string {
  const label = causeDetail.safeParse(detail).data?.label ?? "";
  return cause === "schedule" || cause === "trigger" ? `${cause} “${label}”` : label;
}

async function expectRun(actor: Can<"runs.read">, runId: string): Promise<void> {
  const run = await db.macroRun.findFirst({
    where: { id: runId, projectId: projectIdOf(actor) },
    select: { id: true },
  });
  if (!run) throw new AppError("not_found", "There is no such run here.");
}
