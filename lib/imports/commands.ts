import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { checkMapping } from "./check-mapping";
import { loadShape } from "./load-shape";
import { requireRight } from "./right";
import { tally, type ImportKind, type Mapping } from "./schema";
import type { ImportState } from "./states";

/**
 * Says what the columns mean and begins the dry run anew. @throws AppError `not_found`; `invalid` on `columns.n`; `conflict` once it was
 * started
 */
export async function mapImport(
  actor: Can<"externalData.write">,
  { importId, ...mapping }: Mapping & { importId: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { kind, groupId, headings } = await lockIn(tx, actor, importId, drafts, started);
    checkMapping(await loadShape(actor, { kind, groupId }), mapping, headings.length);
    await tx.import.update({
      where: { id: importId },
      // Whoever maps it is whose rights are asked.
      data: { mapping, state: "checking", cursor: 0, tally: {}, byId: actor.personId, byName: actor.name },
      select: { id: true },
    });
    await queueJob(tx, "imports.advance", { importId });
  });
}

/** Back to the columns; what was checked is forgotten. @throws AppError `not_found`, `conflict` */
export async function remapImport(actor: Can<"externalData.write">, importId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockIn(tx, actor, importId, drafts, started);
    await tx.import.update({ where: { id: importId }, data: { state: "mapping" }, select: { id: true } });
  });
}

/** Writes what the dry run showed, each row judged again. @throws AppError `not_found`; `conflict` twice, or when nothing would change */
export async function startImport(actor: Can<"externalData.write">, importId: string): Promise<void> {
  await transaction(async (tx) => {
    const found = await lockIn(
      tx,
      actor,
      importId,
      ["checked"],
      "This import has been started already, or is not checked yet.",
    );
    const expected = tally.parse(found.tally);
    if (expected.create + expected.change === 0)
      throw new AppError("conflict", "No row of this file would add or change anything.");
    await tx.import.update({
      where: { id: importId },
      data: {
        state: "running",
        cursor: 0,
        tally: {},
        startedAt: new Date(),
        byId: actor.personId,
        byName: actor.name,
      },
      select: { id: true },
    });
    await audit(tx, actor, {
      verb: "started",
      kind: "import",
      id: importId,
      label: found.fileName,
      after: plainJson({ rows: found.total, expected }),
    });
    await queueJob(tx, "imports.advance", { importId });
  });
}

/** Ends a running import after the rows under way; what is written stays. @throws AppError `not_found`, `conflict` */
export async function cancelImport(actor: Can<"externalData.write">, importId: string): Promise<void> {
  await transaction(
    async (tx) => {
      const found = await lockIn(tx, actor, importId, ["running"], "This import is not running.");
      await tx.import.update({
        where: { id: importId },
        data: { state: "cancelled", reason: `Cancelled by ${actor.name}.`, finishedAt: new Date() },
        select: { id: true },
      });
      await audit(tx, actor, {
        verb: "ended",
        kind: "import",
        id: importId,
        label: found.fileName,
        after: plainJson({ reason: "cancelled", ...tally.parse(found.tally) }),
      });
    },
    { seconds: 130 },
  );
}

/** Deletes an import that was never started, with its rows. @throws AppError `not_found`, `conflict` */
export async function discardImport(actor: Can<"externalData.write">, importId: string): Promise<void> {
  await transaction(
    async (tx) => {
      await lockIn(tx, actor, importId, drafts, started);
      await tx.import.delete({ where: { id: importId }, select: { id: true } });
    },
    { seconds: 130 },
  );
}

const drafts: readonly ImportState[] = ["mapping", "checking", "checked"];
const started = "This import has been started already.";

interface LockedImport {
  kind: ImportKind;
  groupId: string | null;
  state: ImportState;
  headings: string[];
  total: number;
  tally: unknown;
  fileName: string;
}

async function lockIn(
  tx: Tx,
  actor: Can<"externalData.write">,
  importId: string,
  states: readonly ImportState[],
  refusal: string,
): Promise<LockedImport> {
  const [found] = await tx.$queryRaw<LockedImport[]>`
    select kind::text, group_id as "groupId", state::text, headings, total, tally, file_name as "fileName" from import
     where id = ${importId}::uuid and project_id is not distinct from ${projectIdOf(actor)}::uuid for update`;
  if (!found) throw new AppError("not_found", "There is no such import here.");
  requireRight(actor, found.kind);
  if (!states.includes(found.state)) throw new AppError("conflict", refusal);
  return found;
}
