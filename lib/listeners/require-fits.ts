import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { requireFilterHereIn } from "@/lib/filters/sharing";
import { sourceKey } from "@/lib/sources/source";
import type { ListenerInput } from "./schema";

/**
 * A listener may only name what its own scope and kind of record offer.
 * @throws AppError `invalid` with the field
 */
export async function requireFits(tx: Tx, actor: Can<"listeners.write">, input: ListenerInput): Promise<void> {
  const projectId = projectIdOf(actor);
  await requireHome(tx, projectId, input);
  await requireFreeKey(tx, input);
  await requireApiKey(tx, input.apiKeyId);
  if (input.filterId !== null) await requireFilter(tx, actor, { ...input, filterId: input.filterId });
  if (input.kind === "macro") await requireMacro(tx, projectId, input);
  if (input.kind === "external_data") await requireGroup(tx, projectId, input);
  if (input.lookup.by === "external") await requireLookupField(tx, projectId, input, input.lookup.field);
}

async function requireHome(tx: Tx, projectId: string | null, input: ListenerInput): Promise<void> {
  const { target, kind, feedbackTypeId } = input;
  if ((target === "feedback") !== (feedbackTypeId !== null)) throw wrong("feedbackTypeId", "Choose a feedback type.");
  if (target !== "user" && projectId === null) throw wrong("target", "In the community a listener is for users.");
  if (target === "project" && kind !== "external_data")
    throw wrong("kind", "A listener for the project can only be of the type External data.");
  if (feedbackTypeId === null) return;
  const type = await tx.feedbackType.findFirst({
    where: { id: feedbackTypeId, projectId: projectId ?? "" },
    select: { id: true },
  });
  if (!type) throw wrong("feedbackTypeId", "There is no such feedback type in this project.");
}

async function requireFreeKey(tx: Tx, { id, key }: ListenerInput): Promise<void> {
  const other = await tx.externalListener.findUnique({ where: { key }, select: { id: true } });
  if (other && other.id !== id) throw wrong("key", `Another listener has the key “${key}”. Choose another.`);
}

async function requireApiKey(tx: Tx, apiKeyId: string): Promise<void> {
  const found = await tx.apiKey.findUnique({ where: { id: apiKeyId }, select: { id: true } });
  if (!found) throw wrong("apiKeyId", "There is no such API key.");
}

async function requireFilter(
  tx: Tx,
  actor: Can<"listeners.write">,
  { target, feedbackTypeId, filterId }: ListenerInput & { filterId: string },
): Promise<void> {
  if (target === "project") throw wrong("filterId", "A listener for the project has no filter.");
  const ref =
    target === "user"
      ? ({ kind: "users", projectId: projectIdOf(actor) } as const)
      : ({ kind: "feedback", typeId: feedbackTypeId ?? "" } as const);
  await requireFilterHereIn(tx, actor, { filterId, source: sourceKey(ref) });
}

async function requireMacro(
  tx: Tx,
  projectId: string | null,
  input: Extract<ListenerInput, { kind: "macro" }>,
): Promise<void> {
  const { macroId, target, feedbackTypeId } = input;
  const macro =
    target === "project"
      ? null
      : await tx.macro.findFirst({ where: { id: macroId, projectId, target, feedbackTypeId }, select: { id: true } });
  if (!macro) throw wrong("macroId", "There is no such macro for these records.");
}

async function requireGroup(
  tx: Tx,
  projectId: string | null,
  { groupId, target }: Extract<ListenerInput, { kind: "external_data" }>,
): Promise<void> {
  const group = await tx.externalDataGroup.findFirst({
    where: { id: groupId, target, OR: [{ projectId: null }, ...(projectId ? [{ projectId }] : [])] },
    select: { id: true },
  });
  if (!group) throw wrong("groupId", "There is no such external data group for these records.");
}

async function requireLookupField(
  tx: Tx,
  projectId: string | null,
  { target }: ListenerInput,
  path: string,
): Promise<void> {
  const [, groupKey = "", key = ""] = path.split(".");
  const usable = { OR: [{ projectId: null }, ...(projectId ? [{ projectId }] : [])] };
  const field = await tx.externalDataField.findFirst({
    where: { key, archivedAt: null, group: { key: groupKey, target, ...usable } },
    select: { id: true },
  });
  if (!field) throw wrong("lookup.field", "There is no such external data field for these records.");
}

function wrong(field: string, message: string): AppError {
  return new AppError("invalid", message, { [field]: message });
}
