import type { ExternalDataField, ExternalDataType } from "@/lib/external-data/schema";
import { parsePath, type PathToken } from "@/lib/json/path";
import type { ListenerLookup } from "./schema";

/** What a sample request of a listener is made from. */
export interface SampleListener {
  /** The endpoint URL without its token. */
  url: string;
  lookup: ListenerLookup;
  kind: "external_data" | "macro" | "comment";
  fields: readonly Pick<ExternalDataField, "parameter" | "type" | "archived">[];
  authorField: string | null;
  commentField: string | null;
}

export interface SampleRequest {
  language: "curl" | "javascript" | "python" | "powershell";
  label: string;
  code: string;
}

/** The same request in four languages. The API key is a variable, never written out. */
export function sampleRequests(listener: SampleListener): SampleRequest[] {
  const { url } = listener;
  const json = JSON.stringify(sampleBody(listener), null, 2);
  return [
    { language: "curl", label: "cURL", code: curl(url, json) },
    { language: "javascript", label: "JavaScript", code: javascript(url, json) },
    { language: "python", label: "Python", code: python(url, json) },
    { language: "powershell", label: "PowerShell", code: powershell(url, json) },
  ];
}

/** A body that the listener takes, every parameter with a value of its type. */
export function sampleBody({ kind, lookup, fields, authorField, commentField }: SampleListener): unknown {
  let body: unknown = {};
  const put = (parameter: string | null, value: unknown) => {
    const path = parsePath(parameter ?? "");
    if (path.ok) body = placed(body, path.tokens, value);
  };
  if (lookup.in === "body") put(lookup.path, "jane.doe@example.com");
  if (kind === "comment") {
    put(authorField, "jim@example.com");
    put(commentField, "Fixed in 2.4.1, please retest.");
  }
  for (const { parameter, type, archived } of fields) if (!archived) put(parameter, sampleValue[type]);
  return body;
}

const sampleValue: Record<ExternalDataType, unknown> = {
  boolean: true,
  datetime: "2026-10-01T10:22:00Z",
  integer: 42,
  string: "Text",
};

function placed(into: unknown, [token, ...rest]: readonly PathToken[], value: unknown): unknown {
  if (token === undefined) return value;
  if (typeof token === "number") {
    const list: unknown[] = Array.isArray(into) ? [...(into as unknown[])] : [];
    while (list.length < Math.min(token, 20)) list.push(null);
    list[Math.min(token, 20)] = placed(list[Math.min(token, 20)], rest, value);
    return list;
  }
  const members = typeof into === "object" && into !== null && !Array.isArray(into) ? Object.entries(into) : [];
  const before = members.find(([name]) => name === token)?.[1] as unknown;
  return Object.fromEntries([...members.filter(([name]) => name !== token), [token, placed(before, rest, value)]]);
}

function curl(url: string, json: string): string {
  return [
    `curl -X POST '${url}' \\`,
    `  -H "Authorization: Bearer $FIELDPOST_API_KEY" \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${json.replaceAll("'", `'\\''`)}'`,
  ].join("\n");
}

function javascript(url: string, json: string): string {
  return [
    `const answer = await fetch(${JSON.stringify(url)}, {`,
    '  method: "POST",',
    "  headers: {",
    "    Authorization: `Bearer ${process.env.FIELDPOST_API_KEY}`,",
    '    "Content-Type": "application/json",',
    "  },",
    `  body: JSON.stringify(${indented(json, 2)}),`,
    "});",
    "console.log(answer.status, await answer.json());",
  ].join("\n");
}

function python(url: string, json: string): string {
  return [
    "import os, urllib.request",
    "",
    `body = r"""${json}"""`,
    `request = urllib.request.Request(${JSON.stringify(url)}, data=body.encode(), method="POST", headers={`,
    '    "Authorization": "Bearer " + os.environ["FIELDPOST_API_KEY"],',
    '    "Content-Type": "application/json",',
    "})",
    "print(urllib.request.urlopen(request).read().decode())",
  ].join("\n");
}

function powershell(url: string, json: string): string {
  return [
    '$headers = @{ Authorization = "Bearer $env:FIELDPOST_API_KEY" }',
    "$body = @'",
    json,
    "'@",
    `Invoke-RestMethod -Method Post -Uri '${url}' -Headers $headers -ContentType 'application/json' -Body $body`,
  ].join("\n");
}

function indented(json: string, by: number): string {
  return json.replaceAll("\n", `\n${" ".repeat(by)}`);
}
