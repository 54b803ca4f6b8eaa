import { requireSeenIn } from "@/lib/audit/last-change";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { invalid } from "@/lib/errors/invalid";
import { createGroup, updateGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { findGroup } from "@/lib/external-data/usable-groups";
import { checkMacro } from "./check";
import { createMacro, updateMacro } from "./commands";
import { placeOf } from "./place";
import type { MacroWithGroups } from "./save-with-groups-schema";
import type { MacroInput } from "./schema";

type Group = MacroWithGroups["groups"][number];

/**
 * Saves a macro and the data groups it captures into. Everything else is checked first, so that no group is made for a macro that is
 * refused. @throws AppError as `createMacro` and `createGroup`; places within a group begin with `groups.<n>.`
 */
export async function saveMacroWithGroups(
  actor: Can<"macros.write">,
  { id, home, macro, groups, seen }: MacroWithGroups,
): Promise<{ id: string }> {
  if (id !== null) await requireSeenIn(db, { kind: "macro", id, seen });
  const filled = groups.length > 0 ? await withGroups(actor, { id, home, macro, groups }) : macro;
  if (id === null) return createMacro(actor, home, filled);
  await updateMacro(actor, id, filled, seen);
  return { id };
}

async function withGroups(
  actor: Can<"macros.write">,
  { id, home, macro, groups }: Pick<MacroWithGroups, "id" | "home" | "macro" | "groups">,
): Promise<MacroInput> {
  const isMade = (actionId: string) => groups.some((group) => group.actionId === actionId && group.groupId === null);
  const known = macro.actions.map((action) =>
    action.kind === "webhook" && isMade(action.id) ? { ...action, capture: null } : action,
  );
  await checkMacro(actor.scope, await placeOf(actor, home), id, { ...macro, actions: known });
  let actions = known;
  for (const [index, group] of groups.entries()) {
    const groupId = await inPlace(`groups.${index}`, () => saveGroup(actor, group));
    const storeOn = group.target === "project" ? ("project" as const) : ("target" as const);
    actions = actions.map((action) =>
      action.kind === "webhook" && action.id === group.actionId
        ? { ...action, capture: group.groupId === null ? { groupId, storeOn } : action.capture }
        : action,
    );
  }
  return { ...macro, actions };
}

async function saveGroup(actor: Can<"macros.write">, { groupId, label, target, fields }: Group): Promise<string> {
  const writer = also(actor, "groups.write");
  if (groupId === null) {
    const group = externalDataGroupInput.safeParse({ label, target, fields });
    if (!group.success) throw invalid(group.error);
    return (await createGroup(writer, group.data)).id;
  }
  const before = await findGroup(db, groupId);
  if (!before)
    throw new AppError("invalid", "Nothing was saved.", { groupId: "This data group is gone. Choose another." });
  const held = before.fields.filter(({ archived }) => !archived);
  const twice = fields.findIndex(({ parameter }) => held.some((field) => field.parameter === parameter));
  if (twice >= 0) {
    const message = `“${before.label}” has a field for this parameter already.`;
    throw new AppError("invalid", "Nothing was saved.", { [`fields.${twice}.parameter`]: message });
  }
  await updateGroup(writer, {
    id: groupId,
    label: before.label,
    clearMissing: before.clearMissing,
    newerBy: held.find(({ id }) => id === before.newerByFieldId)?.key ?? null,
    fields: [
      ...held.map(({ id, label, parameter, type, favorite }) => ({ id, label, parameter, type, favorite })),
      ...fields,
    ],
  });
  return groupId;
}

async function inPlace<T>(place: string, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = Object.entries(error.fields).map(([path, message]) => [`${place}.${path}`, message]);
    throw new AppError(error.code, error.message, Object.fromEntries(fields) as FieldErrors);
  }
}
