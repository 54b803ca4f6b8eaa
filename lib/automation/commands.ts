import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { loadMacroSource, macroCatalog, type MacroPlace } from "@/lib/macros/macro-source";
import { requireFitsIn, unfit } from "./require-fits";
import { eventLabels, eventsOf, mayChange, saysChanges, type TriggerInput } from "./schema";

/** @throws AppError `invalid` with the field that does not fit, `not_found` for a trigger of another scope */
export async function saveTrigger(actor: Can<"macros.write">, input: TriggerInput): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const place = await requireFitsIn(tx, actor, input);
    await requireHappens(place, input);
    const { id, ...columns } = input;
    const data = { ...columns, ...trimmed(input), target: place.target, modifiedById: actor.personId };
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
        after: inputOf(data),
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
      before: inputOf(before),
      after: inputOf(data),
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
    await audit(tx, actor, { verb: "deleted", kind: "trigger", id, label: before.name, before: inputOf(before) });
  });
}

/** A trigger as it was typed, for the audit log. */
export function inputOf(trigger: Omit<TriggerInput, "id">): Omit<TriggerInput, "id"> {
  const { feedbackTypeId, name, description, macroId, event, fields, newValue, filterId, enabled } = trigger;
  return { name, description, macroId, event, fields, newValue, filterId, enabled, feedbackTypeId };
}

/** What the event does not say cannot be asked for. */
function trimmed({ event, fields, newValue }: TriggerInput) {
  if (!saysChanges(event)) return { fields: [], newValue: null };
  return { fields, newValue: fields.length === 1 && newValue ? newValue : null };
}

async function requireHappens(place: MacroPlace, { event, fields }: TriggerInput) {
  if (!eventsOf(place.target, place.projectId === null).includes(event))
    throw unfit("event", `“${eventLabels[event]}” does not happen to these records.`);
  const known = macroCatalog(await loadMacroSource(place));
  for (const path of saysChanges(event) ? fields : []) {
    const field = known.find(path);
    if (!field) throw unfit("fields", `The field “${path}” is gone. Choose another.`);
    if (!mayChange(event, path))
      throw unfit("fields", `“${field.label}” is none of the fields that “${eventLabels[event]}” tells. Take it out.`);
  }
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
