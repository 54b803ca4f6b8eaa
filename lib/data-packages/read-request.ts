import { refuse, type PullRequest, type Refusal } from "./reply";
import { packageKindLabel, type PackageKind } from "./schema";

/** Where the front puts the token that it took out of the address. */
export const tokenHeader = "x-fieldpost-token";

/**
 * A call as its address and headers say it. The ending of the path says the format, else `?format=`, else it is JSON. The key of a data
 * package has no dot, so what follows one is an ending; what is looked up may have any.
 */
export function readPullRequest(kind: PackageKind, request: Request, ip: string): PullRequest {
  const { pathname, searchParams: query } = new URL(request.url);
  const token = request.headers.get(tokenHeader);
  if (token !== null) query.set("token", token);
  const [, path = "", ending] = (kind === "package" ? packagePath : lookupPath).exec(pathname) ?? [];
  const format = ending ?? (query.get("format") || "json");
  const slash = kind === "lookup" ? path.indexOf("/") : -1;
  return {
    kind,
    method: request.method,
    key: decoded(slash < 0 ? path : path.slice(0, slash)) ?? "",
    value: kind === "lookup" && slash >= 0 ? decoded(path.slice(slash + 1)) : null,
    format: format === "csv" ? "csv" : "json",
    noFormat: format === "csv" || format === "json" ? null : noFormat(kind, format, ending !== undefined),
    query,
    headers: Object.fromEntries(request.headers),
    ip,
  };
}

const packagePath = /^\/api\/packages\/([^.]*)(?:\.(.*))?$/s;
const lookupPath = /^\/api\/lookups\/(.*?)(?:\.(json|csv))?$/s;

/** The word is told again only where it is one. */
function noFormat(kind: PackageKind, format: string, isAddress: boolean): Refusal {
  const what = /^\w{1,10}$/.test(format) ? `format ${format}` : "such format";
  const words = `A ${packageKindLabel[kind].toLowerCase()} has no ${what}. It has json and csv:`;
  return isAddress
    ? refuse(404, "no_such_format", `${words} end the address with .json or .csv.`)
    : refuse(400, "bad_request", `format: ${words} say format=json or format=csv.`);
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Broken percent-encoding names nothing.
    return null;
  }
}
