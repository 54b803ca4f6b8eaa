import "server-only";
import type { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { Prisma, type ExternalListener } from "@/lib/db/generated/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireFits } from "./require-fits";
import type { ListenerInput, listenerSwitch } from "./schema";
import { listenerSignature, type ListenerSignature } from "./signature-schema";
import { forgetSecretsIn, requireSecretIn, sealSignatureIn } from "./signature-secret";

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
  const signature = await sealSignatureIn(tx, actor, input, null);
  await tx.externalListener.create({
    data: { id: input.id, projectId: projectIdOf(actor), ...columns(actor, input, signature) },
    select: { id: true },
  });
  await audit(tx, actor, {
    verb: "created",
    kind: "listener",
    id: input.id,
    label: input.name,
    after: inputOf({ ...input, signature }),
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
  const signature = await sealSignatureIn(tx, actor, input, signatureOf(before));
  await tx.externalListener.update({
    where: { id: input.id },
    data: { ...columns(actor, input, signature), modifiedAt: new Date() },
    select: { id: true },
  });
  await audit(tx, actor, {
    verb: "changed",
    kind: "listener",
    id: input.id,
    label: input.name,
    before: inputOf(before),
    after: inputOf({ ...input, signature }),
  });
}

/** @throws AppError `not_found`, `conflict` to switch on one whose signature secret was not typed yet */
export async function switchListener(
  actor: Can<"listeners.write">,
  { id, enabled }: z.infer<typeof listenerSwitch>,
): Promise<void> {
  await transaction(async (tx) => {
    const { name, ...listener } = await lockedListener(tx, actor, id);
    if (enabled) await requireSecretIn(tx, id, signatureOf(listener));
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
    await forgetSecretsIn(tx, id);
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

/** A signature as it is stored: without the value of its secret. */
type WithStored<Listener> = Listener extends ListenerInput
  ? Omit<Listener, "signature"> & { signature: ListenerSignature | null }
  : never;

/** A listener as it was typed, for the audit log; what its type does not use is left out. */
export function inputOf(listener: WithStored<ListenerInput> | ExternalListener): object {
  const { name, description, key, enabled, kind, target, feedbackTypeId, filterId, apiKeyId } = listener;
  const { headerOnly, lookup, dedupe, accept, signature } = listener;
  const common = { name, description, key, enabled, kind, target, feedbackTypeId, filterId, apiKeyId };
  const shared = { ...common, headerOnly, lookup, dedupe, accept, signature };
  if (listener.kind === "external_data") return { ...shared, groupId: listener.groupId };
  if (listener.kind === "macro") return { ...shared, macroId: listener.macroId };
  return { ...shared, authorField: listener.authorField, commentField: listener.commentField };
}

function columns(actor: Can<"listeners.write">, input: ListenerInput, signature: ListenerSignature | null) {
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
    accept: input.accept,
    signature: signature ?? Prisma.DbNull,
    groupId: input.kind === "external_data" ? input.groupId : null,
    macroId: input.kind === "macro" ? input.macroId : null,
    authorField: input.kind === "comment" ? input.authorField : null,
    commentField: input.kind === "comment" ? input.commentField : null,
    modifiedById: actor.personId,
  };
}

function signatureOf({ signature }: Pick<ExternalListener, "signature">): ListenerSignature | null {
  return listenerSignature.nullable().parse(signature);
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
