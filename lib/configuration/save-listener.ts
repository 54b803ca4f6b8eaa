import { randomUUID } from "node:crypto";
import { also } from "@/lib/auth/authorize";
import { AppError } from "@/lib/errors/app-error";
import { createListener, updateListener } from "@/lib/listeners/commands";
import type { ListenerInput } from "@/lib/listeners/schema";
import { listenerSignature, type SignatureInput } from "@/lib/listeners/signature-schema";
import { idOf } from "./items";
import type { Configured } from "./schema";
import { feedbackTypeId, filterId, groupId, macroId, signaturePlace, type Target } from "./target";

type Listener = Configured["listener"];

/**
 * Makes the listener, or changes the one of its key, which keeps its API key and its signature secret. One that lacks that secret is
 * switched off.
 */
export async function saveListener(target: Target, listener: Listener, id: string | null): Promise<string> {
  const writer = also(target.actor, "listeners.write");
  const held = target.present.rows.listeners.find((row) => row.id === id);
  const apiKeyId = held?.apiKeyId ?? target.apiKeyOf(listener.key);
  if (apiKeyId === null) throw new AppError("invalid", "A new listener needs an API key. Choose one above.");
  const item = idOf.listener(listener.key);
  const signature = signatureInput(target, item, listener.signature, held?.signature);
  const isLacking = signature !== null && "missing" in signature.secret;
  const input = inputOf(target, listener, {
    id: id ?? randomUUID(),
    apiKeyId,
    signature,
    enabled: listener.enabled && !isLacking,
  });
  if (id === null) await createListener(writer, input);
  else await updateListener(writer, input);
  if (isLacking) {
    target.off.add(item);
    target.missing.push({ kind: "listener", id: input.id, name: listener.name, of: listener.of, where: "signature" });
  } else target.off.delete(item);
  return input.id;
}

function signatureInput(
  target: Target,
  item: string,
  signature: Listener["signature"],
  held: unknown,
): SignatureInput | null {
  if (!signature) return null;
  const given = target.secrets.get(signaturePlace(item));
  if (given !== undefined) return { ...signature, secret: { value: given } };
  const before = listenerSignature.nullable().parse(held ?? null);
  const isKept = before !== null && target.present.rows.secretIds.has(before.secretId);
  return { ...signature, secret: isKept ? { keep: before.secretId } : { missing: true } };
}

type Settled = Pick<ListenerInput, "id" | "apiKeyId" | "signature" | "enabled">;

function inputOf(target: Target, { of, filter, ...rest }: Listener, settled: Settled): ListenerInput {
  const common = {
    target: of === "users" ? ("user" as const) : of === "project" ? ("project" as const) : ("feedback" as const),
    feedbackTypeId: feedbackTypeId(target, of),
    filterId: filter && filterId(target, of, filter),
  };
  switch (rest.kind) {
    case "external_data": {
      const { group, ...others } = rest;
      return { ...common, ...others, ...settled, groupId: groupId(target, group) };
    }
    case "macro": {
      const { macro, ...others } = rest;
      return { ...common, ...others, ...settled, macroId: macroId(target, of, macro) };
    }
    case "comment":
      return { ...common, ...rest, ...settled };
  }
}
