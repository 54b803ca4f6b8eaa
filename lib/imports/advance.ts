import { z } from "zod";
import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { also, authorize, authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { judgeRow } from "./judge-row";
import type { Judged } from "./judged";
import { loadKnownIn } from "./load-known";
import { loadShape } from "./load-shape";
import { readRowsIn, saveVerdictsIn } from "./rows";
import { mapping, tally, type ImportKind, type Tally } from "./schema";
import type { Shape } from "./targets";
import { writeRowIn } from "./write-row";

/** After so long a job hands over to another. Milliseconds. */
const slice = 20_000;

/**
 * Goes on with an import, dry run or run: a chunk of rows per transaction, together with how far it came, so that it goes on after a crash
 * and no row is written twice. It acts with the rights that whoever started it has now, and ends where they are gone.
 */
export async function advanceImport(importId: string, chunk = 500): Promise<void> {
  const found = await db.import.findUnique({
    where: { id: importId, state: { in: ["checking", "running"] } },
    select: { projectId: true, kind: true, groupId: true, byId: true },
  });
  if (!found) return;
  const end = Date.now() + slice;
  try {
    const actor = await starterOf(found);
    while (await advanceChunk(actor, { ...found, importId, chunk })) {
      if (Date.now() < end) continue;
      await transaction((tx) => queueJob(tx, "imports.advance", { importId }));
      return;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await stop(importId, found, error.message);
  }
}

interface Started {
  projectId: string | null;
  kind: ImportKind;
  byId: string | null;
}

/** @throws AppError when that person may not do it any more */
async function starterOf({ projectId, kind, byId }: Started): Promise<Can<"externalData.write">> {
  const scope = await scopeOf(projectId);
  const ref = scope.kind === "project" ? { project: scope.key } : "community";
  const actor = await authorize(byId, ref, "externalData.write", "job");
  if (kind === "users") also(actor, "members.write");
  return actor;
}

async function stop(importId: string, { projectId, byId }: Started, reason: string): Promise<void> {
  const scope = await scopeOf(projectId);
  await transaction(async (tx) => {
    const [ended] = await tx.import.updateManyAndReturn({
      where: { id: importId, state: { in: ["checking", "running"] } },
      data: { state: "cancelled", reason, finishedAt: new Date() },
      select: { fileName: true, byName: true },
    });
    if (!ended) return;
    const actor = authorizeSystem(scope, "project.read", { via: "job", name: ended.byName, personId: byId });
    await audit(tx, actor, { verb: "ended", kind: "import", id: importId, label: ended.fileName, after: { reason } });
  });
}

interface Chunk {
  importId: string;
  kind: ImportKind;
  groupId: string | null;
  chunk: number;
}

/** False when the pass is complete, or must not go on. */
async function advanceChunk(actor: Can<"externalData.write">, { importId, chunk, ...about }: Chunk): Promise<boolean> {
  // Anew for each: fields and teams may go while a long file is under way.
  const shape = await loadShape(actor, about);
  return transaction((tx) => advanceIn(tx, actor, { importId, chunk, shape }), { seconds: 120 });
}

const locked = z.object({
  state: z.enum(["checking", "running"]),
  mapping,
  headings: z.array(z.string()),
  cursor: z.number(),
  tally,
  fileName: z.string(),
  byName: z.string(),
});

async function advanceIn(
  tx: Tx,
  actor: Can<"externalData.write">,
  { importId, chunk, shape }: { importId: string; chunk: number; shape: Shape },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<unknown[]>`
    select state::text, mapping, headings, cursor, tally, file_name as "fileName", by_name as "byName"
      from import where id = ${importId}::uuid and state in ('checking', 'running')
       and by_id is not distinct from ${actor.personId}::uuid for update`;
  // Also once somebody else has mapped or started it: that has a job of its own, with the rights of that person.
  if (!row) return false;
  const { state, cursor, tally: before, fileName, byName, ...asked } = locked.parse(row);
  const isDry = state === "checking";
  const rows = await readRowsIn(tx, importId, cursor, chunk);
  const known = await loadKnownIn(tx, rows, { ...asked, shape }, { importId, until: cursor });
  // What the rows before would have done was not done.
  if (isDry) known.managers += before.managers;
  const managers = known.managers;
  const judged: Judged[] = [];
  for (const each of rows) {
    const verdict = judgeRow(each, { ...asked, shape }, known);
    judged.push(isDry ? verdict : await writeRowIn(tx, actor, verdict, { importId, fileName, byName }));
  }
  await saveVerdictsIn(tx, importId, judged);
  const after = added(before, judged, isDry ? known.managers - managers : 0);
  const isComplete = rows.length < chunk;
  await tx.import.update({
    where: { id: importId },
    data: {
      cursor: rows.at(-1)?.line ?? cursor,
      tally: after,
      ...(isComplete ? (isDry ? { state: "checked" } : { state: "done", finishedAt: new Date() }) : {}),
    },
    select: { id: true },
  });
  if (isComplete && !isDry)
    await audit(tx, actor, { verb: "ended", kind: "import", id: importId, label: fileName, after: plainJson(after) });
  return !isComplete;
}

function added(before: Tally, judged: readonly Judged[], managers: number): Tally {
  const after = { ...before, managers: before.managers + managers };
  for (const { verdict } of judged) after[verdict]++;
  return after;
}
