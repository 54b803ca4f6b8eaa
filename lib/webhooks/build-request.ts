import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import { contextFields } from "@/lib/sources/context-fields";
import type { Source } from "@/lib/sources/source";
import { lineAndColumn } from "@/lib/tags/check-template";
import { compileRequest, type CompiledRequest, type RenderedRequest } from "@/lib/tags/compile-request";
import { tagCatalog, type TagCatalog } from "@/lib/tags/tag-catalog";
import { whyNotSent } from "./needs";
import type { OutcomeClass } from "./outcomes";
import type { SavedRequest } from "./saved-request";
import type { WebhookAction } from "./schema";
import { userAgent } from "./user-agent";

/** What a claimed delivery has to send, or why it cannot be sent. */
export type Prepared = { kind: "request"; action: WebhookAction; request: SavedRequest } | Unsent;

/** `invalid` could not be built, `skipped` is not to be sent. */
export interface Unsent {
  kind: "invalid" | "skipped";
  errorClass: OutcomeClass;
  message: string;
}

export const recordGone: Unsent = {
  kind: "skipped",
  errorClass: "gone",
  message: "The record was deleted before the request was sent.",
};

export interface CompiledAction {
  request: CompiledRequest;
  /** What must not be empty. */
  needs: FieldInfo[];
  /** Of all that `renderOne` reads, each once. */
  paths: string[];
}

/** The action's templates against the fields as they are now; a field removed since is a problem with its place. */
export function compileAction(
  action: WebhookAction,
  source: Source,
): { ok: true; action: CompiledAction } | { ok: false; problem: Unsent } {
  const catalog = tagCatalog([...source.catalog.list, ...contextFields]);
  const compiled = compileRequest(
    {
      method: action.method,
      // A secret address has no tags; it is filled in at the socket.
      url: action.urlSecret ? "https://secret.invalid/" : action.url,
      headers: action.headers.map((header) =>
        "secretId" in header ? { name: header.name, value: "", secret: true } : { ...header, secret: false },
      ),
      contentType: action.contentType,
      body: action.body,
    },
    catalog,
  );
  if (compiled.ok) return withNeeds(action, compiled.request, catalog);
  const [problem] = compiled.problems;
  const place = problem?.field === "body" ? lineAndColumn(action.body, problem.from) : undefined;
  const where = place ? `body, line ${place.line}, column ${place.column}` : (problem?.field ?? "request");
  return { ok: false, problem: invalid(`${where}: ${problem?.message ?? "not readable"}`) };
}

function withNeeds(
  action: WebhookAction,
  request: CompiledRequest,
  catalog: TagCatalog,
): ReturnType<typeof compileAction> {
  const needs: FieldInfo[] = [];
  for (const path of action.needs) {
    const field = catalog.find(path);
    if (!field) return { ok: false, problem: invalid(`Send only with these: there is no field ${path} any more.`) };
    needs.push(field);
  }
  return { ok: true, action: { request, needs, paths: [...new Set([...request.paths, ...action.needs])] } };
}

function invalid(message: string): Unsent {
  return { kind: "invalid", errorClass: "invalid", message };
}

/** One record's request. `delivery` names it to the receiver. */
export function renderOne(
  action: WebhookAction,
  compiled: CompiledAction,
  values: FieldValues,
  delivery: { id: string; chainId: string; depth: number },
): Prepared {
  const missing = whyNotSent(compiled.needs, values);
  if (missing !== null) return { kind: "skipped", errorClass: "empty_needed", message: missing };
  const rendered = compiled.request.render(values);
  if (rendered.ok) return { kind: "request", action, request: toSaved(action, rendered.request, delivery) };
  const { code, field, message } = rendered.problem;
  const isEmpty = code === "empty_in_url";
  return {
    kind: "invalid",
    errorClass: isEmpty ? "empty_in_url" : "invalid",
    message: isEmpty ? message : `${field}: ${message}`,
  };
}

function toSaved(
  action: WebhookAction,
  rendered: RenderedRequest,
  delivery: { id: string; chainId: string; depth: number },
): SavedRequest {
  const own = action.headers.map((header, index) =>
    "secretId" in header
      ? { name: header.name, secretId: header.secretId }
      : { name: header.name, value: rendered.headers[index]?.value ?? header.value },
  );
  const set = new Set(own.map(({ name }) => name.toLowerCase()));
  // Receivers deduplicate by this id, so it must be the same on every try.
  const ours = [
    { name: "webhook-id", value: delivery.id },
    { name: "idempotency-key", value: delivery.id },
    { name: "user-agent", value: userAgent },
    { name: "x-fieldpost-chain", value: delivery.chainId },
    { name: "x-fieldpost-depth", value: String(delivery.depth) },
    ...(rendered.body === null ? [] : [{ name: "content-type", value: contentTypes[action.contentType] }]),
  ];
  return {
    method: rendered.method,
    url: action.urlSecret ? action.url : rendered.url,
    urlSecretId: action.urlSecret?.secretId ?? null,
    headers: [...ours.filter(({ name }) => !set.has(name)), ...own],
    body: rendered.body,
  };
}

const contentTypes = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
} as const;
