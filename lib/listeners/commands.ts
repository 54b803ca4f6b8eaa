import "server-only";
import type { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { ExternalListener } from "@/lib/db/generated/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireFits } from "./require-fits";
import type { ListenerInput, listenerSwitch } from "./schema";

/** @throws AppError `invalid` with the field that does not fit, `conflict` for an id that is taken */
export function createListener(actor: Can<"listeners.write">, input: ListenerInput): Promise<{ id: string }> {
  return transaction((tx) => createListenerIn(tx, actor, input));
}

export async function createListenerIn(
  tx: Tx,
  actor: Can<"listeners.write">,
  input: ListenerInput,
): Promise<{ id: string }> {
  if (await tx.externalListener.findUnique({ where: { id: input.id }, select: { id: true } }))
    throw new AppError("conflict", "This listener was saved already. Reload the page.");
  await requireFits(tx, actor, input);
  await tx.externalListener.create({
    data: { id: input.id, projectId: projectIdOf(actor), ...columns(actor, input) },
    select: { id: true },
  });
  await audit(tx, actor, {
    verb: "created",
    kind: "listener",
    id: input.id,
    label: input.name,
    after: inputOf(input),
  });
  return { id: input.id };
}

/** @throws AppError `not_found`; `invalid` with the field that does not fit; the key stays once it was called */
export function updateListener(actor: Can<"listeners.write">, input: ListenerInput): Promise<void> {
  return transaction((tx) => updateListenerIn(tx, actor, input));
}

export async function updateListenerIn(tx: Tx, actor: Can<"listeners.write">, input: ListenerInput): Promise<void> {
  const before = await lockedListener(tx, actor, input.id);
  if (before.key !== input.key) await requireUncalled(tx, before);
  await requireFits(tx, actor, input);
  await tx.externalListener.update({
    where: { id: input.id },
    data: { ...columns(actor, input), modifiedAt: new Date() },
    select: { id: true },
  });
  await audit(tx, actor, {
    verb: "changed",
    kind: "listener",
    id: input.id,
    label: input.name,
    before: inputOf(before),
    after: inputOf(input),
  });
}

/** @throws AppError `not_found` */
export async function switchListener(
  actor: Can<"listeners.write">,
  { id, enabled }: z.infer<typeof listenerSwitch>,
): Promise<void> {
  await transaction(async (tx) => {
    const { name } = await lockedListener(tx, actor, id);
    await tx.externalListener.update({
      where: { id },
      data: { enabled, modifiedAt: new Date() },
      select: { id: true },
    });
    await audit(tx, actor, { verb: enabled ? "switched on" : "switched off", kind: "listener", id, label: name });
  });
}

/** Its calls stay in the log until they are too old. @throws AppError `not_found` */
export async function deleteListener(actor: Can<"listeners.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockedListener(tx, actor, id);
    await tx.listenerReceipt.deleteMany({ where: { listenerId: id } });
    await tx.externalListener.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, {
      verb: "deleted",
      kind: "listener",
      id,
      label: before.name,
      before: inputOf(before),
    });
  });
}

/** A listener as it was typed, for the audit log; what its type does not use is left out. */
export function inputOf(listener: ListenerInput | ExternalListener): object {
  const { name, description, key, enabled, kind, target, feedbackTypeId, filterId, apiKeyId } = listener;
  const { headerOnly, lookup, dedupe } = listener;
  const common = { name, description, key, enabled, kind, target, feedbackTypeId, filterId, apiKeyId };
  const shared = { ...common, headerOnly, lookup, dedupe };
  if (listener.kind === "external_data") return { ...shared, groupId: listener.groupId };
  if (listener.kind === "macro") return { ...shared, macroId: listener.macroId };
  return { ...shared, authorField: listener.authorField, commentField: listener.commentField };
}

function columns(actor: Can<"listeners.write">, input: ListenerInput) {
  const { name, description, key, enabled, target, feedbackTypeId, filterId, apiKeyId, headerOnly, kind } = input;
  return {
    name,
    description,
    key,
    enabled,
    target,
    feedbackTypeId,
    filterId,
    apiKeyId,
    headerOnly,
    kind,
    lookup: input.lookup,
    dedupe: input.dedupe,
    groupId: input.kind === "external_data" ? input.groupId : null,
    macroId: input.kind === "macro" ? input.macroId : null,
    authorField: input.kind === "comment" ? input.authorField : null,
    commentField: input.kind === "comment" ? input.commentField : null,
    modifiedById: actor.personId,
  };
}

async function lockedListener(tx: Tx, actor: Can<"listeners.write">, id: string) {
  await tx.$queryRaw`select 1 from external_listener where id = ${id}::uuid for update`;
  const found = await tx.externalListener.findFirst({ where: { id, projectId: projectIdOf(actor) } });
  if (!found) throw new AppError("not_found", "There is no such external listener here.");
  return found;
}

async function requireUncalled(tx: Tx, { id, key }: { id: string; key: string }): Promise<void> {
  if (!(await tx.listenerCall.findFirst({ where: { listenerId: id }, select: { id: true } }))) return;
  const message = `Other systems call this listener as “${key}”. Make a new listener for a new key.`;
  throw new AppError("invalid", message, { key: message });
}
