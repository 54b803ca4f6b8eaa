import { randomUUID } from "node:crypto";
import type { Actor, Can } from "@/lib/auth/actor";
import { db, type Db, type Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { sql, type Sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { startRunIn, type RunToStart } from "@/lib/macros/run";
import type { Source } from "@/lib/sources/source";
import { chosenMacro, type ChosenMacro } from "./chosen-macro";
import { whereChosen } from "./chosen-records";
import type { BulkInput, RunSelection, Selection } from "./schema";

/**
 * "Perform action": runs a macro on the records a person chose. A single record is a manual run and goes first; all that match are
 * collected in the background, from what existed at this moment. Records outside the macro's scope are left out.
 * @throws AppError `not_found`, `conflict` when the macro is off, `forbidden` when it is not offered to the person, `invalid` for a
 * condition that cannot be asked any more or a selection without records, `conflict` when other records match than were shown.
 */
export async function startBulk(
  actor: Can<"macros.run">,
  { macroId, selection, expected }: BulkInput,
): Promise<{ runId: string }> {
  const macro = await chosenMacro(actor, macroId);
  if (expected !== undefined) await requireCount(macro.source, whereChosen(macro.source, selection, actor), expected);
  return selection.kind === "ids" ? startOnIds(actor, macro, selection) : startOnAll(actor, macro, selection);
}

/** @throws AppError `conflict` when other records match than were shown */
export async function requireCount(source: Source, where: Sql, expected: number): Promise<void> {
  const now = await countChosen(source, where);
  if (now === expected) return;
  throw new AppError(
    "conflict",
    `It was ${expected.toLocaleString("en")} when you looked, and is ${now.toLocaleString("en")} now. Look at it again.`,
  );
}

export async function countChosen(source: Source, where: Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>(sql`select count(*)::int as n ${source.from} where ${where}`);
  return row?.n ?? 0;
}

async function startOnIds(actor: Can<"macros.run">, macro: ChosenMacro, chosen: Selection): Promise<{ runId: string }> {
  const { source } = macro;
  const records = await db.$queryRaw<{ id: string; label: string }[]>(
    sql`select ${source.id}::text as id, ${source.label} as label ${source.from} where ${whereChosen(source, chosen, actor)} order by ${source.id}`,
  );
  if (records.length === 0) throw new AppError("invalid", "None of the chosen records is here any more. Choose again.");
  return transaction(
    (tx) =>
      startRunIn(tx, {
        macro,
        cause: records.length === 1 ? "manual" : "bulk",
        causeDetail: { label: actor.name },
        byId: actor.personId,
        records,
      }),
    { seconds: 30 },
  );
}

async function startOnAll(
  actor: Can<"macros.run">,
  macro: ChosenMacro,
  chosen: AllThatMatch,
): Promise<{ runId: string }> {
  // Asked now, so that a condition that cannot be asked is refused here and not in the background.
  const selection = await freezeIn(db, macro.source, chosen, actor);
  if (!selection) throw new AppError("invalid", "No record matches. Change the filter.");
  return transaction((tx) =>
    startExpandingIn(tx, macro, {
      cause: "bulk",
      causeDetail: { label: actor.name },
      byId: actor.personId,
      selection,
    }),
  );
}

type AllThatMatch = Extract<Selection, { kind: "matching" }>;

/**
 * The question as it is asked at this moment, for a run that goes on asking it in the background; null when no record matches.
 * @throws AppError as `whereChosen`
 */
export async function freezeIn(
  store: Db,
  source: Source,
  chosen: AllThatMatch,
  by?: Actor,
): Promise<RunSelection | null> {
  const [newest] = await store.$queryRaw<{ id: string }[]>(
    sql`select ${source.id}::text as id ${source.from} where ${whereChosen(source, chosen, by)} order by ${source.id} desc limit 1`,
  );
  if (!newest) return null;
  const { condition, search, excluded } = chosen;
  return {
    kind: "matching",
    condition,
    search,
    excluded,
    now: new Date().toISOString(),
    me: by?.username ?? undefined,
    upTo: newest.id,
  };
}

export interface RunToExpand extends Pick<RunToStart, "cause" | "causeDetail" | "byId"> {
  selection: RunSelection;
}

/** A run whose records are collected by the job `run.expand`: a chain of its own. */
export async function startExpandingIn(
  tx: Tx,
  macro: Pick<ChosenMacro, "id" | "version" | "projectId" | "target">,
  { cause, causeDetail, byId, selection }: RunToExpand,
): Promise<{ runId: string }> {
  const { id: runId } = await tx.macroRun.create({
    data: {
      projectId: macro.projectId,
      macroId: macro.id,
      macroVersion: macro.version,
      target: macro.target,
      cause,
      causeDetail,
      byId,
      state: "expanding",
      chainId: randomUUID(),
      selection: plainJson(selection),
    },
    select: { id: true },
  });
  await queueJob(tx, "run.expand", { runId });
  return { runId };
}
