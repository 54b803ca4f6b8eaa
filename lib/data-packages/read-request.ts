import type { PullRequest } from "./reply";
import type { PackageKind } from "./schema";

/** Where the front puts the token that it took out of the address. */
export const tokenHeader = "x-fieldpost-token";

/** A call as its address and headers say it. The ending of the path says the format, else `?format=`, else it is JSON. */
export function readPullRequest(kind: PackageKind, request: Request, ip: string): PullRequest {
  const { pathname, searchParams: query } = new URL(request.url);
  const token = request.headers.get(tokenHeader);
  if (token !== null) query.set("token", token);
  const [, path = "", ending] = /^\/api\/(?:packages|lookups)\/(.*?)(?:\.(json|csv))?$/s.exec(pathname) ?? [];
  const slash = kind === "lookup" ? path.indexOf("/") : -1;
  return {
    kind,
    method: request.method,
    key: decoded(slash < 0 ? path : path.slice(0, slash)) ?? "",
    value: kind === "lookup" && slash >= 0 ? decoded(path.slice(slash + 1)) : null,
    format: (ending ?? query.get("format")) === "csv" ? "csv" : "json",
    query,
    headers: Object.fromEntries(request.headers),
    ip,
  };
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Broken percent-encoding names nothing.
    return null;
  }
}
