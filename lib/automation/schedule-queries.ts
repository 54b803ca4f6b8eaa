import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { pageOf, type Page } from "@/lib/db/page-of";
import type { MacroHome, MacroTarget } from "@/lib/macros/schema";
import { starterWords } from "@/lib/perform-action/queries";
import { countsOf, noCounts, type RunCounts } from "@/lib/perform-action/run-counts";
import type { RunState } from "@/lib/perform-action/states";
import { usernames } from "@/lib/users/usernames";
import { timingColumns, timingOf } from "./pass-over";
import { noSuchSchedule } from "./schedule-commands";
import type { ScheduleOutcome, ScheduleTiming } from "./schedule-schema";

export interface ScheduleRow {
  id: string;
  name: string;
  description: string;
  target: MacroTarget;
  feedbackTypeId: string | null;
  macro: { id: string; name: string; enabled: boolean };
  filter: { id: string; name: string } | null;
  timing: ScheduleTiming;
  enabled: boolean;
  /** Null when it is over. */
  nextAt: string | null;
  modifiedAt: string;
  modifiedBy: string | null;
  /** What became of its last due time. */
  last: EntryRow | null;
}

/** What became of a due time, or of several that were passed over at once. */
export interface EntryRow {
  id: string;
  dueAt: string;
  until: string | null;
  times: number;
  outcome: ScheduleOutcome;
  reason: string | null;
  /** When that was decided. */
  at: string;
  /** Null for one that started nothing. */
  run: { id: string; state: RunState; total: number | null; counts: RunCounts } | null;
  /** Somebody ran it at this time; their username, unless their account is gone. */
  byHand: { username: string | null } | null;
}

/** The schedules of a scope's users, or of one feedback type, by name. */
export async function listSchedules(actor: Can<"macros.read">, home: MacroHome): Promise<ScheduleRow[]> {
  const rows = await db.macroSchedule.findMany({
    where: {
      projectId: projectIdOf(actor),
      target: home.target,
      feedbackTypeId: home.target === "feedback" ? home.typeId : null,
    },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return withPeople(rows);
}

/** @throws AppError `not_found` for a schedule of another scope */
export async function getSchedule(actor: Can<"macros.read">, id: string): Promise<ScheduleRow> {
  const row = await db.macroSchedule.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: columns });
  const [found] = row ? await withPeople([row]) : [];
  if (!found) throw noSuchSchedule();
  return found;
}

/** What became of its due times, the latest first, 20 a page; `next` is null on the last. @throws AppError `not_found` */
export async function listEntries(
  actor: Can<"macros.read">,
  { scheduleId, after }: { scheduleId: string; after?: string },
): Promise<Page<EntryRow>> {
  const schedule = await db.macroSchedule.findFirst({
    where: { id: scheduleId, projectId: projectIdOf(actor) },
    select: { id: true },
  });
  if (!schedule) throw noSuchSchedule();
  const found = await db.scheduleEntry.findMany({
    where: { scheduleId },
    orderBy: [{ dueAt: "desc" }],
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    take: pageSize + 1,
    select: entryColumns,
  });
  const page = pageOf(found, pageSize);
  return { ...page, rows: await entryRows(page.rows) };
}

export interface ScheduledRun {
  runId: string;
  /** `schedule “Monday digest”` */
  startedBy: string;
  macro: string;
  at: string;
}

/** The runs that schedules of the actor's scope started on a record, newest first. */
export async function listScheduledRuns(actor: Can<"runs.read">, subjectId: string): Promise<ScheduledRun[]> {
  const rows = await db.macroRunRecord.findMany({
    where: { subjectId, run: { cause: "schedule", projectId: projectIdOf(actor) } },
    orderBy: { id: "desc" },
    take: 20,
    select: { run: { select: { id: true, causeDetail: true, createdAt: true, macro: { select: { name: true } } } } },
  });
  return rows.map(({ run }) => ({
    runId: run.id,
    startedBy: starterWords("schedule", run.causeDetail),
    macro: run.macro.name,
    at: run.createdAt.toISOString(),
  }));
}

const pageSize = 20;

const entryColumns = {
  id: true,
  dueAt: true,
  until: true,
  times: true,
  outcome: true,
  reason: true,
  at: true,
  byHand: true,
  run: { select: { id: true, state: true, total: true, by: { select: { username: true } } } },
} as const satisfies Prisma.ScheduleEntrySelect;

const columns = {
  ...timingColumns,
  id: true,
  name: true,
  description: true,
  target: true,
  feedbackTypeId: true,
  macro: { select: { id: true, name: true, enabled: true } },
  filter: { select: { id: true, name: true } },
  enabled: true,
  nextAt: true,
  modifiedAt: true,
  modifiedById: true,
  entries: { orderBy: { dueAt: "desc" }, take: 1, select: entryColumns },
} as const satisfies Prisma.MacroScheduleSelect;

type FoundSchedule = Prisma.MacroScheduleGetPayload<{ select: typeof columns }>;
type FoundEntry = Prisma.ScheduleEntryGetPayload<{ select: typeof entryColumns }>;

async function withPeople(rows: FoundSchedule[]): Promise<ScheduleRow[]> {
  const [names, entries] = await Promise.all([
    usernames(rows.map(({ modifiedById }) => modifiedById)),
    entryRows(rows.flatMap((row) => row.entries)),
  ]);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    target: row.target,
    feedbackTypeId: row.feedbackTypeId,
    macro: row.macro,
    filter: row.filter,
    timing: timingOf(row),
    enabled: row.enabled,
    nextAt: row.nextAt?.toISOString() ?? null,
    modifiedAt: row.modifiedAt.toISOString(),
    modifiedBy: (row.modifiedById && names.get(row.modifiedById)) || null,
    last: byId.get(row.entries[0]?.id ?? "") ?? null,
  }));
}

async function entryRows(entries: FoundEntry[]): Promise<EntryRow[]> {
  const counts = await countsOf(entries.flatMap(({ run }) => run?.id ?? []));
  return entries.map(({ run, byHand, dueAt, until, at, ...entry }) => ({
    ...entry,
    dueAt: dueAt.toISOString(),
    until: until?.toISOString() ?? null,
    at: at.toISOString(),
    run: run && { id: run.id, state: run.state, total: run.total, counts: counts.get(run.id) ?? noCounts() },
    byHand: byHand ? { username: run?.by?.username ?? null } : null,
  }));
}
