import { randomUUID } from "node:crypto";
import { projectIdOf, type Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { sealSecretIn, secretHint } from "@/lib/secrets/secret";
import type { SecretInput, WebhookAction, WebhookActionInput } from "@/lib/webhooks/schema";
import type { MacroAction, MacroActionInput } from "./schema";

interface SecretRef {
  secretId: string;
  hint: string;
}

/**
 * Actions as they are stored: what was typed as secret is sealed and replaced by a reference, what is kept keeps its reference. Which
 * references may be kept was checked before. `before` are the actions of the last version.
 */
export async function sealActionsIn(
  tx: Tx,
  actor: Actor,
  macroId: string,
  inputs: readonly MacroActionInput[],
  before: readonly MacroAction[],
): Promise<MacroAction[]> {
  const known = knownRefs(before);
  const actions: MacroAction[] = [];
  for (const input of inputs) {
    actions.push(input.kind === "webhook" ? await sealWebhookIn(tx, actor, macroId, input, known) : input);
  }
  return actions;
}

/** What may be shown of a secret address: its origin. */
export function shownUrl(url: string): string {
  return `${new URL(url.trim()).origin}/…`;
}

interface KnownRefs {
  hints: ReadonlyMap<string, string>;
  /** What is shown of a secret address, by its secret. */
  urls: ReadonlyMap<string, string>;
}

function knownRefs(actions: readonly MacroAction[]): KnownRefs {
  const webhooks = actions.filter((action) => action.kind === "webhook");
  const secretUrls = webhooks.flatMap(({ url, urlSecret }) => (urlSecret ? [{ url, ...urlSecret }] : []));
  const headers = webhooks.flatMap((action) =>
    action.headers.flatMap((header) => ("secretId" in header ? [header] : [])),
  );
  return {
    hints: new Map([...secretUrls, ...headers].map(({ secretId, hint }) => [secretId, hint])),
    urls: new Map(secretUrls.map(({ secretId, url }) => [secretId, url])),
  };
}

async function sealWebhookIn(
  tx: Tx,
  actor: Actor,
  macroId: string,
  input: WebhookActionInput,
  known: KnownRefs,
): Promise<WebhookAction> {
  const seal = async (secret: SecretInput): Promise<SecretRef> => {
    if ("keep" in secret) return { secretId: secret.keep, hint: known.hints.get(secret.keep) ?? "••••" };
    // Names a secret that is stored nowhere: every save asks for it, and nothing is sent without it.
    if ("missing" in secret) return { secretId: randomUUID(), hint: "not typed yet" };
    const secretId = await sealSecretIn(tx, {
      projectId: projectIdOf(actor),
      ownerKind: "macro",
      ownerId: macroId,
      value: secret.value.trim(),
      createdById: actor.personId,
    });
    return { secretId, hint: secretHint(secret.value.trim()) };
  };
  const headers: WebhookAction["headers"] = [];
  for (const header of input.headers) {
    headers.push("secret" in header ? { name: header.name, ...(await seal(header.secret)) } : header);
  }
  const urlSecret = input.urlSecret && (await seal(input.urlSecret));
  return { ...input, urlSecret, headers, url: addressOf(input, known) };
}

function addressOf({ url, urlSecret }: WebhookActionInput, known: KnownRefs): string {
  if (!urlSecret) return url.trim();
  if ("value" in urlSecret) return shownUrl(urlSecret.value);
  return ("keep" in urlSecret ? known.urls.get(urlSecret.keep) : undefined) ?? "https://…";
}
