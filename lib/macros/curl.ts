import type { ShownRequest } from "@/lib/webhooks/schema";

/** The request for a POSIX shell. Secrets are masked and have to be typed in. */
export function curlOf({ method, url, headers, body }: ShownRequest): string {
  return [
    `curl -X ${method} ${quoted(url)}`,
    ...headers.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(" \\\n  ");
}

/** Nothing inside single quotes means anything to the shell, save the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
