import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { openSecrets } from "@/lib/secrets/secret";
import type { SecretInput } from "@/lib/webhooks/schema";
import { createIn, lockIn } from "./commands";
import type { MacroAction, MacroActionInput } from "./schema";
import { secretIdsIn } from "./secret-ids";

/** A copy beside it, switched off and with its own secrets; the key gets the first free number. @throws AppError `not_found` */
export async function cloneMacro(actor: Can<"macros.write">, id: string): Promise<{ id: string; key: string }> {
  return transaction(async (tx) => {
    const macro = await lockIn(tx, actor, id);
    const { projectId, target, feedbackTypeId, description, showAsAction, runOnce, confirm } = macro;
    const place = { projectId, target, feedbackTypeId };
    const key = await freeKeyIn(tx, place, macro.key);
    const made = await createIn(tx, actor, place, {
      name: `${macro.name.slice(0, 110)} (copy)`,
      key,
      description,
      enabled: false,
      showAsAction,
      runOnce,
      confirm,
      teamIds: macro.teams.map(({ teamId }) => teamId),
      actions: await unsealedIn(tx, macro.actions),
    });
    return { ...made, key };
  });
}

async function freeKeyIn(
  tx: Tx,
  place: { projectId: string | null; feedbackTypeId: string | null },
  key: string,
): Promise<string> {
  const { projectId, feedbackTypeId } = place;
  const taken = new Set(
    (await tx.macro.findMany({ where: { projectId, feedbackTypeId }, select: { key: true } })).map(
      (macro) => macro.key,
    ),
  );
  for (let n = 2; ; n++) {
    const candidate = `${key.slice(0, 54)}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

// A secret belongs to one macro, so the copy gets the same value sealed anew. A value that is gone has to be typed again.
async function unsealedIn(tx: Tx, actions: readonly MacroAction[]): Promise<MacroActionInput[]> {
  const values = await openSecrets(tx, secretIdsIn(actions));
  const typed = (secretId: string): SecretInput => {
    const value = values.get(secretId);
    return value === undefined ? { missing: true } : { value };
  };
  return actions.map((action) =>
    action.kind === "webhook"
      ? {
          ...action,
          id: crypto.randomUUID(),
          urlSecret: action.urlSecret && typed(action.urlSecret.secretId),
          headers: action.headers.map((header) =>
            "secretId" in header ? { name: header.name, secret: typed(header.secretId) } : header,
          ),
        }
      : { ...action, id: crypto.randomUUID() },
  );
}
