import { baseUrl } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { databaseUrl } from "@/lib/db/pool";
import type { FieldErrors } from "@/lib/errors/app-error";
import { currentPolicy } from "@/lib/outbound/current-policy";
import { checkDestination } from "@/lib/outbound/guard";
import { ownedSecrets } from "@/lib/secrets/secret";
import { checkTemplate, compileTemplate, describeProblem } from "@/lib/tags/check-template";
import { checkHeaderName, compileHeader } from "@/lib/tags/compile-header";
import { checkTags } from "@/lib/tags/check-tags";
import type { TagCatalog } from "@/lib/tags/tag-catalog";
import type { SecretInput, WebhookActionInput, WebhookCapture } from "@/lib/webhooks/schema";
import { checkText } from "./check-text";
import type { MacroPlace } from "./macro-source";

export interface WebhookSurroundings {
  place: MacroPlace;
  /** Whether the macro would run: one that is switched off may wait for its secrets. */
  enabled: boolean;
  /** Null for a new macro, which has no secrets to keep. */
  macroId: string | null;
  catalog: TagCatalog;
}

/** What keeps a webhook action from being saved, by field of the action. */
export async function checkWebhook(action: WebhookActionInput, around: WebhookSurroundings): Promise<FieldErrors> {
  const [address, secrets, capture] = await Promise.all([
    checkAddress(action, around.catalog),
    checkSecrets(action, around),
    action.capture ? checkCapture(action.capture, around.place) : {},
  ]);
  return {
    ...address,
    ...checkHeaders(action, around.catalog),
    ...checkBody(action, around.catalog),
    ...secrets,
    ...capture,
  };
}

async function checkAddress({ url, urlSecret }: WebhookActionInput, catalog: TagCatalog): Promise<FieldErrors> {
  if (!urlSecret) {
    if (url.trim() === "") return { url: "Enter the URL of the web request." };
    const broken = checkText(url, "url", catalog, "url");
    return broken.url ? broken : checkAllowed(url.trim());
  }
  if (!("value" in urlSecret)) return {};
  const compiled = compileTemplate(urlSecret.value, "url");
  if (compiled.tags.length > 0)
    return { url: "A secret URL has no tags. Put the tags into the body, or untick the secret." };
  if (!compiled.ok) return { url: compiled.problems[0]?.message ?? "This is not a URL." };
  return checkAllowed(urlSecret.value.trim());
}

async function checkAllowed(url: string): Promise<FieldErrors> {
  const checked = await checkDestination(url, currentPolicy(await baseUrl(), databaseUrl()));
  return checked.ok ? {} : { url: checked.message };
}

function checkHeaders({ headers }: WebhookActionInput, catalog: TagCatalog): FieldErrors {
  const problems: FieldErrors = {};
  for (const [index, header] of headers.entries()) {
    const name = checkHeaderName(header.name);
    if (name) problems[`headers.${index}.name`] = name;
    const value =
      "value" in header
        ? checkHeader(header.name, header.value, catalog)
        : checkSecretHeader(header.name, header.secret);
    if (value) problems[`headers.${index}.value`] = value;
  }
  return problems;
}

function checkHeader(name: string, value: string, catalog: TagCatalog): string | undefined {
  const compiled = compileHeader(value, name);
  const [problem] = [...(compiled.ok ? [] : compiled.problems), ...checkTags(compiled.tags, catalog, "header")];
  return problem && describeProblem(value, problem);
}

// A secret is sent as it is: it may hold no line break, and tags in it stay text.
function checkSecretHeader(name: string, secret: SecretInput): string | undefined {
  if (!("value" in secret)) return undefined;
  const compiled = compileHeader(secret.value.replaceAll("((", "(\u200B(").replaceAll("\u200B", " "), name);
  return compiled.ok ? undefined : compiled.problems[0]?.message;
}

function checkBody({ method, contentType, body }: WebhookActionInput, catalog: TagCatalog): FieldErrors {
  // GET and DELETE go without a body where none is written; a form may have no fields.
  if (body.trim() === "" && (contentType === "form" || method === "GET" || method === "DELETE")) return {};
  if (body.trim() === "") return { body: "Write the JSON body. For an empty one write {}." };
  const [problem] = checkTemplate(body, catalog, contentType);
  return problem ? { body: describeProblem(body, problem) } : {};
}

async function checkSecrets(
  { urlSecret, headers }: WebhookActionInput,
  { macroId, enabled }: WebhookSurroundings,
): Promise<FieldErrors> {
  const secrets = [
    { field: "url", secret: urlSecret },
    ...headers.map((header, index) => ({
      field: `headers.${index}.value`,
      secret: "secret" in header ? header.secret : null,
    })),
  ];
  const missing = secrets.filter(({ secret }) => enabled && secret && "missing" in secret);
  const kept = secrets.flatMap(({ field, secret }) => (secret && "keep" in secret ? [{ field, id: secret.keep }] : []));
  const ids = kept.map(({ id }) => id);
  const owned = macroId ? await ownedSecrets(db, { ownerKind: "macro", ownerId: macroId }, ids) : new Set<string>();
  return Object.fromEntries([
    ...missing.map(({ field }) => [field, "Type this secret, or switch the macro off until you have it."] as const),
    ...kept.filter(({ id }) => !owned.has(id)).map(({ field }) => [field, notStored] as const),
  ]);
}

const notStored = "This secret is not stored here. Type it.";

async function checkCapture({ groupId, storeOn }: WebhookCapture, place: MacroPlace): Promise<FieldErrors> {
  const group = await db.externalDataGroup.findFirst({
    where: { id: groupId, OR: [{ projectId: null }, ...(place.projectId ? [{ projectId: place.projectId }] : [])] },
    select: { target: true, label: true },
  });
  if (!group) return { "capture.groupId": "This external data group does not exist here any more. Choose another." };
  if (storeOn === "project" && !place.projectId) {
    return { "capture.storeOn": "Users of the community have no project to store on." };
  }
  const wanted = storeOn === "project" ? "project" : place.target;
  return group.target === wanted
    ? {}
    : {
        "capture.groupId": `“${group.label}” holds data of a ${group.target}, and this stores on a ${wanted}. Choose another group.`,
      };
}
