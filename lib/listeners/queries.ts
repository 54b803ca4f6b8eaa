import "server-only";
import { listenerToken } from "@/lib/api-keys/listener-token";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { baseUrl } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { endpointUrl } from "./endpoint-url";
import { acceptRules } from "./accept-schema";
import { listenerDedupe, listenerLookup } from "./schema";
import type { ListenerDraft, ListenerKind, ListenerRow, ListenerTarget } from "./schema";
import { listenerSignature } from "./signature-schema";
import { storedSignatureSecrets } from "./signature-secret";

/** Of which records: users, one type's tickets, or the project itself. All of the scope when left out. */
export type ListenerHome = { target: "user" | "project" } | { target: "feedback"; typeId: string };

/** The listeners of the actor's scope by name. */
export async function listListeners(actor: Can<"listeners.read">, home?: ListenerHome): Promise<ListenerRow[]> {
  const rows = await db.externalListener.findMany({
    where: {
      projectId: projectIdOf(actor),
      ...(home ? { target: home.target } : {}),
      ...(home?.target === "feedback" ? { feedbackTypeId: home.typeId } : {}),
    },
    select: listenerColumns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rowsOf(rows);
}

/** @throws AppError `not_found` for a listener of another scope */
export async function getListener(actor: Can<"listeners.read">, id: string): Promise<ListenerRow> {
  const found = await db.externalListener.findMany({
    where: { id, projectId: projectIdOf(actor) },
    select: listenerColumns,
  });
  const [row] = await rowsOf(found);
  if (!row) throw new AppError("not_found", "There is no such external listener here.");
  return row;
}

/**
 * The API endpoint URL of a listener, saved or about to be, with its token unless it is "header only". A credential: show it to whoever
 * may change the listener, and write it nowhere.
 * @throws AppError `not_found` for an id that is another scope's, and for an unknown API key
 */
export async function getEndpointUrl(actor: Can<"listeners.write">, draft: ListenerDraft): Promise<string> {
  const [taken, apiKey, base] = await Promise.all([
    db.externalListener.findUnique({ where: { id: draft.id }, select: { projectId: true } }),
    db.apiKey.findUnique({ where: { id: draft.apiKeyId }, select: { version: true } }),
    baseUrl(),
  ]);
  // Otherwise a stranger's listener could be named to get its token.
  if (taken && taken.projectId !== projectIdOf(actor))
    throw new AppError("not_found", "There is no such external listener here.");
  if (!apiKey) throw new AppError("not_found", "There is no such API key.");
  const token = draft.headerOnly ? null : listenerToken(draft.apiKeyId, apiKey.version, draft.id);
  return endpointUrl({ base, key: draft.key, lookup: draft.lookup, token });
}

const listenerColumns = {
  id: true,
  projectId: true,
  name: true,
  description: true,
  key: true,
  enabled: true,
  kind: true,
  target: true,
  feedbackTypeId: true,
  filter: { select: { id: true, name: true } },
  macro: { select: { id: true, name: true } },
  group: { select: { id: true, label: true, key: true } },
  authorField: true,
  commentField: true,
  apiKey: { select: { id: true, name: true } },
  headerOnly: true,
  lookup: true,
  dedupe: true,
  accept: true,
  signature: true,
  modifiedAt: true,
} as const;

interface StoredListener extends Omit<ListenerRow, "lookup" | "dedupe" | "accept" | "signature" | "modifiedAt"> {
  kind: ListenerKind;
  target: ListenerTarget;
  lookup: unknown;
  dedupe: unknown;
  accept: unknown;
  signature: unknown;
  modifiedAt: Date;
}

async function rowsOf(found: readonly StoredListener[]): Promise<ListenerRow[]> {
  const signed = found.filter(({ signature }) => signature !== null).map(({ id }) => id);
  const stored = await storedSignatureSecrets(db, signed);
  return found.map((row) => {
    const signature = listenerSignature.nullable().parse(row.signature);
    return {
      ...row,
      lookup: listenerLookup.parse(row.lookup),
      dedupe: listenerDedupe.parse(row.dedupe),
      accept: acceptRules.parse(row.accept),
      signature: signature && { ...signature, isStored: stored.has(signature.secretId) },
      modifiedAt: row.modifiedAt.toISOString(),
    };
  });
}
