/** What replaces a secret wherever text is kept. Harmless inside JSON strings, URLs and headers. */
export const MASK = "•••";

const secretHeaders =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|api-key|x-.*-(token|key|secret)|x-token|x-auth.*)$/i;
const secretQueryKeys =
  /^(token|access_token|api_?key|apikey|key|secret|client_secret|password|pwd|sig|signature|auth)$/i;

/**
 * Takes known secret values out of a text, by substring, as typed and as they look in JSON, in URLs and in forms. Values shorter
 * than four characters are left: they would take half the text with them.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const form of secretForms(secrets)) clean = clean.replaceAll(form, MASK);
  return clean;
}

/** The same for bytes of any encoding: nothing but the secrets is changed. */
export function redactBytes(bytes: Uint8Array, secrets: readonly string[]): Buffer {
  const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");
  let text = Buffer.from(bytes).toString("latin1");
  for (const form of secretForms(secrets)) text = text.replaceAll(latin1(form), latin1(MASK));
  return Buffer.from(text, "latin1");
}

/** Every text inside plain data. */
export function redactDeep<T>(value: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return value;
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") return redact(part, secrets);
    if (Array.isArray(part)) return part.map(walk);
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [redact(key, secrets), walk(inner)]));
    }
    return part;
  };
  // The guarantee behind the cast: only texts change, and stay texts.
  return walk(value) as T;
}

/** Values of headers that carry credentials are masked by name, all others by known secret. */
export function maskHeaders(
  headers: readonly (readonly [name: string, value: string])[],
  secrets: readonly string[] = [],
): [string, string][] {
  return headers.map(([name, value]) => [name, isSecretHeader(name) ? MASK : redact(value, secrets)]);
}

export function isSecretHeader(name: string): boolean {
  return secretHeaders.test(name);
}

/** Values of query keys that usually carry credentials. A text that is no URL comes back with its known secrets taken out. */
export function maskUrl(url: string, secrets: readonly string[] = []): string {
  const clean = redact(url, secrets);
  return clean.replace(/([?&;])([^=&#;]+)=([^&#;]*)/g, (whole, mark: string, key: string) =>
    secretQueryKeys.test(key) ? `${mark}${key}=${MASK}` : whole,
  );
}

function secretForms(secrets: readonly string[]): string[] {
  const forms = new Set<string>();
  for (const secret of secrets) for (const form of formsOf(secret)) if (form.length >= 4) forms.add(form);
  // Longest first, so that a part never leaves the rest of a whole standing.
  return [...forms].sort((a, b) => b.length - a.length);
}

function formsOf(secret: string): string[] {
  // "Bearer abc": an answer may repeat the credential without its scheme.
  const bare = /^[A-Za-z][\w-]* +(\S{4,})$/.exec(secret)?.[1];
  return [secret, ...(bare ? [bare] : []), ...partsOfUrl(secret)].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
    encodeURIComponent(text.toWellFormed()),
    encodeURI(text.toWellFormed()),
    new URLSearchParams([["", text]]).toString().slice(1),
  ]);
}

/** A receiver repeats a secret address without its origin, or only the token at its end. */
function partsOfUrl(secret: string): string[] {
  if (!/^https?:/i.test(secret) || !URL.canParse(secret)) return [];
  const { pathname, search } = new URL(secret);
  const segments = pathname
    .split("/")
    .filter((segment) => segment.length >= 8 && /\d|[A-Z].*[a-z]|[a-z]{12}/.test(segment));
  return [pathname + search, pathname, ...segments].filter((part) => part.length >= 8);
}
