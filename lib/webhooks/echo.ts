import { createHash } from "node:crypto";
import { maskHeaders, maskUrl } from "@/lib/secrets/redact";

/** What stands in for Slack, Jira and Shippo, so that the whole loop can be tried without them. */

export interface EchoRequest {
  kind: string;
  method: string;
  url: string;
  headers: readonly (readonly [string, string])[];
  body: string;
  /** The time of the answer; everything else in it is derived from the request. */
  now: Date;
}

export interface EchoAnswer {
  status: number;
  contentType: "application/json" | "text/plain; charset=utf-8";
  headers: Record<string, string>;
  body: string;
  /** Before answering. */
  delayMs: number;
}

/** `?status=` and `?delay=` (at most 10 s) play a receiver in trouble; `?retry-after=` goes with a 429 or 503. */
export function answerEcho(request: EchoRequest): EchoAnswer {
  const query = new URL(request.url, "http://echo").searchParams;
  const delayMs = Math.min(10_000, positive(query.get("delay")) ?? 0);
  const status = positive(query.get("status"));
  const answer = status && status >= 200 && status <= 599 ? played(status) : normal(request);
  const retryAfter = query.get("retry-after");
  const headers: Record<string, string> =
    retryAfter && /^[\w ,:-]{1,40}$/.test(retryAfter) ? { "retry-after": retryAfter } : {};
  return { ...answer, headers, delayMs };
}

type Plain = Pick<EchoAnswer, "status" | "contentType" | "body">;

function normal(request: EchoRequest): Plain {
  switch (request.kind) {
    case "plain":
      return json(200, {
        method: request.method,
        url: maskUrl(request.url),
        headers: Object.fromEntries(maskHeaders(request.headers)),
        body: parsed(request.body) ?? request.body,
      });
    case "slack":
      return slack(request.body);
    case "jira":
      return jira(request);
    case "shippo":
      return shippo(request);
    default:
      return json(404, { error: "not_found", message: "There are plain, slack, jira and shippo." });
  }
}

function played(status: number): Plain {
  if (status === 204 || status === 304) return { status, contentType: "application/json", body: "" };
  return json(status, { error: "played", message: `You asked for status ${status}.` });
}

function slack(body: string): Plain {
  const message = objectIn(body);
  if (!message) return text(400, "invalid_payload");
  const says = typeof message.text === "string" && message.text !== "";
  const shows = Array.isArray(message.blocks) && message.blocks.length > 0;
  return says || shows ? text(200, "ok") : text(400, "no_text");
}

function jira({ body, url }: EchoRequest): Plain {
  const issue = objectIn(body);
  const fields = issue?.fields;
  if (!fields || typeof fields !== "object") {
    return json(400, { errorMessages: ["The body needs “fields”."], errors: {} });
  }
  const given = (fields as { project?: { key?: unknown } }).project?.key;
  const project = typeof given === "string" && /^[A-Z][A-Z0-9]{0,9}$/.test(given) ? given : "BETA";
  const number = hashNumber(body);
  const id = String(10_000 + number);
  return json(201, { id, key: `${project}-${number}`, self: `${new URL(url).origin}/rest/api/3/issue/${id}` });
}

function shippo({ body, now }: EchoRequest): Plain {
  const address = objectIn(body) ?? Object.fromEntries(new URLSearchParams(body));
  const field = (name: string) => (typeof address[name] === "string" ? address[name] : "");
  const street = field("street1").trim();
  const isValid = street !== "" && !/unknown/i.test(street);
  const at = now.toISOString();
  return json(201, {
    object_id: createHash("sha256").update(body).digest("hex").slice(0, 32),
    object_owner: "echo@fieldpost.invalid",
    object_created: at,
    object_updated: at,
    is_complete: street !== "" && field("city") !== "" && field("country") !== "",
    is_residential: isValid ? true : null,
    validation_results: {
      is_valid: isValid,
      messages: isValid
        ? []
        : [
            {
              source: "Shippo Address Validator",
              code: "Unknown Street",
              type: "address_warning",
              text: "City, State and ZIP Code are valid, but street address is not a match.",
            },
          ],
    },
    name: field("name"),
    company: field("company"),
    street_no: "",
    street1: field("street1"),
    street2: field("street2"),
    street3: "",
    city: field("city"),
    state: field("state"),
    zip: field("zip"),
    country: field("country"),
    phone: field("phone"),
    email: field("email"),
    metadata: field("metadata"),
    test: true,
  });
}

/** The same body is the same issue: retries do not make new ones. */
function hashNumber(body: string): number {
  return createHash("sha256").update(body).digest().readUInt32BE(0) % 90_000;
}

function json(status: number, value: unknown): Plain {
  return { status, contentType: "application/json", body: JSON.stringify(value) };
}

function text(status: number, body: string): Plain {
  return { status, contentType: "text/plain; charset=utf-8", body };
}

function objectIn(body: string): Record<string, unknown> | null {
  const value = parsed(body);
  return value && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** Undefined where it is not JSON. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function positive(given: string | null): number | null {
  return given && /^\d{1,6}$/.test(given) ? Number(given) : null;
}
