import "server-only";
import { requireSeenIn } from "@/lib/audit/last-change";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { createGroupIn, updateGroupIn } from "@/lib/external-data/commands";
import { findGroup } from "@/lib/external-data/usable-groups";
import { createListenerIn, updateListenerIn } from "./commands";
import type { ListenerWithGroup } from "./save-with-group-schema";
import type { ListenerInput } from "./schema";

/**
 * Saves a listener and, in the same transaction, the data group that was made or changed in its form.
 * @throws AppError `stale` when somebody saved it after `seen`; else as `createListener` and `createGroup`; places within the group begin with `group.`
 */
export function saveListenerWithGroup(
  actor: Can<"listeners.write">,
  input: ListenerWithGroup,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    if (!input.isNew) {
      const { id } = input.listener;
      await tx.$queryRaw`select 1 from external_listener where id = ${id}::uuid for update`;
      await requireSeenIn(tx, { kind: "listener", id, seen: input.seen });
    }
    const listener = await withGroup(tx, actor, input);
    if (input.isNew) return createListenerIn(tx, actor, listener);
    await updateListenerIn(tx, actor, listener);
    return { id: listener.id };
  });
}

async function withGroup(
  tx: Tx,
  actor: Can<"listeners.write">,
  { listener, group }: ListenerWithGroup,
): Promise<ListenerInput> {
  if (listener.kind !== "external_data" || group === null) return listener;
  const writer = also(actor, "groups.write");
  try {
    if (group.is === "new") {
      const { label, fields } = group;
      const made = await createGroupIn(tx, writer, {
        label,
        fields,
        target: listener.target,
        clearMissing: false,
        newerBy: null,
      });
      return { ...listener, groupId: made.id };
    }
    const before = await findGroup(tx, listener.groupId);
    if (!before) throw new AppError("not_found", "This data group is gone. Choose another.");
    const { id, label, clearMissing, newerByFieldId } = before;
    const newerBy = before.fields.find((field) => field.id === newerByFieldId)?.key ?? null;
    await updateGroupIn(tx, writer, { id, label, clearMissing, newerBy, fields: group.fields });
    return listener;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const places = Object.entries(error.fields).map(([path, message]) => [`group.${path}`, message]);
    throw new AppError(error.code, error.message, Object.fromEntries(places) as Record<string, string>);
  }
}
