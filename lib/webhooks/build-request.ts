import type { FieldValues } from "@/lib/fields/field";
import { contextFields } from "@/lib/sources/context-fields";
import type { Source } from "@/lib/sources/source";
import { lineAndColumn } from "@/lib/tags/check-template";
import { compileRequest, type CompiledRequest, type RenderedRequest } from "@/lib/tags/compile-request";
import { tagCatalog } from "@/lib/tags/tag-catalog";
import type { OutcomeClass } from "./outcomes";
import type { SavedRequest } from "./saved-request";
import type { WebhookAction } from "./schema";
import { userAgent } from "./user-agent";

/** What a claimed delivery has to send, or why it cannot be sent. */
export type Prepared =
  | { kind: "request"; action: WebhookAction; request: SavedRequest }
  | { kind: "invalid"; errorClass: OutcomeClass; message: string }
  | { kind: "gone" };

/** The action's templates against the fields as they are now; a field removed since is a problem with its place. */
export function compileAction(
  action: WebhookAction,
  source: Source,
): { ok: true; request: CompiledRequest } | { ok: false; problem: Prepared & { kind: "invalid" } } {
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
    tagCatalog([...source.catalog.list, ...contextFields]),
  );
  if (compiled.ok) return compiled;
  const [problem] = compiled.problems;
  const place = problem?.field === "body" ? lineAndColumn(action.body, problem.from) : undefined;
  const where = place ? `body, line ${place.line}, column ${place.column}` : (problem?.field ?? "request");
  return {
    ok: false,
    problem: { kind: "invalid", errorClass: "invalid", message: `${where}: ${problem?.message ?? "not readable"}` },
  };
}

/** One record's request. `delivery` names it to the receiver. */
export function renderOne(
  action: WebhookAction,
  compiled: CompiledRequest,
  values: FieldValues,
  delivery: { id: string; chainId: string; depth: number },
): Prepared {
  const rendered = compiled.render(values);
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
