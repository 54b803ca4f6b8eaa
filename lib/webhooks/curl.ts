import { MASK } from "@/lib/secrets/redact";
import type { ShownRequest } from "./schema";

/** The request as a command for a POSIX shell; each secret is a variable to set first. Browser-safe. */
export function toCurl({ method, url, headers, body }: ShownRequest): string {
  const isSecretUrl = url.endsWith("/…");
  const lines = [`curl -X ${method} ${isSecretUrl ? '"$SECRET_URL"' : quoted(url)}`];
  for (const { name, value, secret } of headers) {
    lines.push(secret || value === MASK ? `  -H "${name}: $${variable(name)}"` : `  -H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== null) lines.push(`  --data-raw ${quoted(body)}`);
  return lines.join(" \\\n");
}

function variable(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^(\d)/, "_$1");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
