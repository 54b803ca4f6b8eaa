import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { JsonValue } from "@/lib/json/value";
import { isRecordHere } from "./record-scope";
import { listUsableGroups } from "./usable-groups";
import { writeValuesIn } from "./write";

/**
 * Gives a record back the value it had before one change; the history keeps both. Only the value that the change wrote is replaced.
 * @throws AppError `not_found` for a change of another scope, `conflict` when the value was changed since or its field does not take it
 */
export async function undoChange(actor: Can<"externalData.write">, changeId: string): Promise<void> {
  const projectId = projectIdOf(actor);
  await transaction(async (tx) => {
    const change = await tx.externalDataHistory.findUnique({
      where: { id: changeId },
      select: { groupId: true, fieldId: true, recordId: true, old: true, new: true },
    });
    const group = change && (await listUsableGroups(tx, projectId)).find(({ id }) => id === change.groupId);
    if (!group) throw gone();
    const { recordId, fieldId } = change;
    const [held] = await tx.$queryRaw<{ value: unknown; isHere: boolean }[]>(sql`
      select r."values" -> ${fieldId}::text as value, ${isRecordHere(group.target, projectId, sql`r.record_id`)} as "isHere"
        from external_data_record r where r.group_id = ${group.id}::uuid and r.record_id = ${recordId}::uuid for update`);
    if (!held?.isHere) throw gone();
    if ((held.value ?? null) !== (change.new ?? null))
      throw new AppError(
        "conflict",
        "This value was changed again since. Undo that change, or enter the value by hand.",
      );
    const { stored, rejected } = await writeValuesIn(tx, {
      group: { ...group, newerByFieldId: null },
      recordId,
      values: new Map([[fieldId, (change.old ?? null) as JsonValue]]),
      source: { source: "person", id: actor.personId, label: actor.name, at: new Date().toISOString() },
    });
    const [problem] = rejected;
    if (problem) throw new AppError("conflict", `The old value no longer fits the field: ${problem.problem}`);
    if (stored.length === 0)
      throw new AppError("conflict", "The field is archived. Bring it back to change its values.");
  });
}

function gone(): AppError {
  return new AppError("not_found", "This change, or its record, is not here any more.");
}
