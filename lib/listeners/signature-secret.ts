import "server-only";
import { randomUUID } from "node:crypto";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Db, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { openOwnSecret, ownedSecrets, sealSecretIn, secretHint } from "@/lib/secrets/secret";
import { keyOf, type Signer } from "./signature";
import type { ListenerSignature, SignatureInput } from "./signature-schema";

const ownerKind = "listener";

/** The ids of those secrets of these listeners that are stored. */
export async function storedSignatureSecrets(db: Db, listenerIds: readonly string[]): Promise<Set<string>> {
  if (listenerIds.length === 0) return new Set();
  const where = { ownerKind, ownerId: { in: [...listenerIds] } };
  const rows = await db.secret.findMany({ where, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** By what calls of this listener are signed; null while its secret is not typed yet. @throws WrongKeyError */
export async function loadSigner(db: Db, listenerId: string, signature: ListenerSignature): Promise<Signer | null> {
  const secret = await openOwnSecret(db, { ownerKind, ownerId: listenerId }, signature.secretId);
  const key = secret === null ? null : keyOf(signature.scheme, secret);
  if (!key) return null;
  return signature.scheme === "body"
    ? { scheme: "body", header: signature.header, key }
    : { scheme: "standard_webhooks", key };
}

interface Sealed {
  id: string;
  enabled: boolean;
  signature: SignatureInput | null;
}

/**
 * The signature as it is stored: a secret that was typed is sealed in the place of the one before, one that is kept keeps its reference.
 * @param before what is stored now
 * @throws AppError `invalid` on `signature.secret` for one that is no secret of the scheme, and when the listener is on without any
 */
export async function sealSignatureIn(
  tx: Tx,
  actor: Can<"listeners.write">,
  { id, enabled, signature }: Sealed,
  before: ListenerSignature | null,
): Promise<ListenerSignature | null> {
  if (!signature) {
    await forgetSecretsIn(tx, id);
    return null;
  }
  const { secret, ...how } = signature;
  const value = "value" in secret ? secret.value.trim() : null;
  const typed = value === null ? null : await sealIn(tx, actor, { id, how, value });
  // Only its own: a reference to another listener's secret is as good as none.
  const kept = "keep" in secret && before && secret.keep === before.secretId ? before : null;
  const { secretId, hint } = typed ?? kept ?? { secretId: randomUUID(), hint: "not typed yet" };
  const stored = { ...how, secretId, hint };
  await tx.secret.deleteMany({ where: { ownerKind, ownerId: id, id: { not: secretId } } });
  if (kept && kept.scheme !== how.scheme) await requireKeyIn(tx, id, stored);
  if (enabled && !(await ownedSecrets(tx, { ownerKind, ownerId: id }, [secretId])).has(secretId))
    throw wrong("Type this secret, or switch the listener off until you have it.");
  return stored;
}

/** @throws AppError `conflict` for a listener that waits for its secret */
export async function requireSecretIn(tx: Tx, id: string, signature: ListenerSignature | null): Promise<void> {
  if (!signature) return;
  const stored = await ownedSecrets(tx, { ownerKind, ownerId: id }, [signature.secretId]);
  if (stored.has(signature.secretId)) return;
  const message = "This listener waits for its signature secret. Open it, type what is asked for, then switch it on.";
  throw new AppError("conflict", message);
}

export async function forgetSecretsIn(tx: Tx, listenerId: string): Promise<void> {
  await tx.secret.deleteMany({ where: { ownerKind, ownerId: listenerId } });
}

interface Typed {
  id: string;
  how: { scheme: SignatureInput["scheme"] };
  value: string;
}

async function sealIn(tx: Tx, actor: Can<"listeners.write">, { id, how, value }: Typed) {
  if (value === "") throw wrong("Type the secret value.");
  if (!keyOf(how.scheme, value)) throw wrong(notBase64);
  const owner = { projectId: projectIdOf(actor), ownerKind, ownerId: id };
  const secretId = await sealSecretIn(tx, { ...owner, value, createdById: actor.personId });
  return { secretId, hint: secretHint(value) };
}

/** What was a secret of one scheme may be none of another. */
async function requireKeyIn(tx: Tx, id: string, signature: ListenerSignature): Promise<void> {
  const secret = await openOwnSecret(tx, { ownerKind, ownerId: id }, signature.secretId);
  if (secret !== null && !keyOf(signature.scheme, secret)) throw wrong(notBase64);
}

const notBase64 = "A secret of Standard Webhooks is base64, usually behind whsec_. Copy the whole of it.";

function wrong(message: string): AppError {
  return new AppError("invalid", message, { "signature.secret": message });
}
