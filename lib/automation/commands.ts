import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireFilterHereIn } from "@/lib/filters/sharing";
import { macroCatalog, sourceRefOf } from "@/lib/macros/macro-source";
import type { MacroTarget } from "@/lib/macros/schema";
import { loadSource } from "@/lib/sources/load-source";
import { sourceKey } from "@/lib/sources/source";
import { eventLabels, eventsOf, mayChange, saysChanges, type TriggerInput } from "./schema";

/** @throws AppError `invalid` with the field that does not fit, `not_found` for a trigger of another scope */
export async function saveTrigger(actor: Can<"macros.write">, input: TriggerInput): Promise<{ id: string }> {
  const target: MacroTarget = input.feedbackTypeId === null ? "user" : "feedback";
  return transaction(async (tx) => {
    await requireFits(tx, actor, target, input);
    const { id, ...columns } = input;
    const data = { ...columns, ...trimmed(input), target, modifiedById: actor.personId };
    if (id === null) {
      const made = await tx.macroTrigger.create({
        data: { ...data, projectId: projectIdOf(actor) },
        select: { id: true },
      });
      await audit(tx, actor, {
        verb: "created",
        kind: "trigger",
        id: made.id,
        label: input.name,
        after: plainJson(data),
      });
      return made;
    }
    const before = await lockedTrigger(tx, actor, id);
    if (before.feedbackTypeId !== input.feedbackTypeId) throw noSuchTrigger();
    await tx.macroTrigger.update({ where: { id }, data: { ...data, modifiedAt: new Date() }, select: { id: true } });
    await audit(tx, actor, {
      verb: "changed",
      kind: "trigger",
      id,
      label: input.name,
      before: plainJson(before),
      after: plainJson(data),
    });
    return { id };
  });
}

/** @throws AppError `not_found` */
export async function switchTrigger(actor: Can<"macros.write">, id: string, enabled: boolean): Promise<void> {
  await transaction(async (tx) => {
    const { name } = await lockedTrigger(tx, actor, id);
    await tx.macroTrigger.update({ where: { id }, data: { enabled, modifiedAt: new Date() }, select: { id: true } });
    await audit(tx, actor, { verb: enabled ? "switched on" : "switched off", kind: "trigger", id, label: name });
  });
}

/** What it ran stays. @throws AppError `not_found` */
export async function deleteTrigger(actor: Can<"macros.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockedTrigger(tx, actor, id);
    await tx.macroTrigger.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "trigger", id, label: before.name, before: plainJson(before) });
  });
}

/** What the event does not say cannot be asked for. */
function trimmed({ event, fields, newValue }: TriggerInput) {
  if (!saysChanges(event)) return { fields: [], newValue: null };
  return { fields, newValue: fields.length === 1 && newValue ? newValue : null };
}

async function requireFits(
  tx: Tx,
  actor: Can<"macros.write">,
  target: MacroTarget,
  input: TriggerInput,
): Promise<void> {
  const projectId = projectIdOf(actor);
  const { feedbackTypeId, macroId, event, fields, filterId } = input;
  const place = { projectId, target, feedbackTypeId };
  if (feedbackTypeId !== null) {
    const type = await tx.feedbackType.findFirst({
      where: { id: feedbackTypeId, projectId: projectId ?? "" },
      select: { id: true },
    });
    if (!type) throw wrong("feedbackTypeId", "There is no such feedback type in this project.");
  }
  if (!eventsOf(target, projectId === null).includes(event))
    throw wrong("event", `“${eventLabels[event]}” does not happen to these records.`);
  const macro = await tx.macro.findFirst({ where: { id: macroId, ...place }, select: { id: true } });
  if (!macro) throw wrong("macroId", "There is no such macro for these records.");
  const ref = sourceRefOf(place);
  const known = macroCatalog(await loadSource(ref));
  for (const path of saysChanges(event) ? fields : []) {
    const field = known.find(path);
    if (!field) throw wrong("fields", `The field “${path}” is gone. Choose another.`);
    if (!mayChange(event, path))
      throw wrong("fields", `“${field.label}” is none of the fields that “${eventLabels[event]}” tells. Take it out.`);
  }
  if (filterId !== null) await requireFilterHereIn(tx, actor, { filterId, source: sourceKey(ref) });
}

async function lockedTrigger(tx: Tx, actor: Can<"macros.write">, id: string) {
  await tx.$queryRaw`select 1 from macro_trigger where id = ${id}::uuid for update`;
  const found = await tx.macroTrigger.findFirst({ where: { id, projectId: projectIdOf(actor) } });
  if (!found) throw noSuchTrigger();
  return found;
}

function noSuchTrigger(): AppError {
  return new AppError("not_found", "There is no such trigger here.");
}

function wrong(field: string, message: string): AppError {
  return new AppError("invalid", message, { [field]: message });
}
