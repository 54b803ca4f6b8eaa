import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import type { Permission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors/app-error";
import { storableText } from "@/lib/json/sanitise";

export interface RouteContext<P extends Permission> {
  actor: Can<P>;
  request: Request;
  query: URLSearchParams;
  /** A segment of the address, decoded. */
  param: (name: string) => string;
}

/**
 * The door of the live lists and downloads: GET for a signed-in person. The scope is `?project=<key>`, else the community. What `handle`
 * returns is answered as JSON unless it is a Response.
 */
export function route<P extends Permission>(
  permission: P,
  handle: (context: RouteContext<NoInfer<P>>) => Promise<unknown>,
): (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response> {
  return async (request, { params }) => {
    try {
      if (!["GET", "HEAD"].includes(request.method) && !isOurs(request))
        throw new AppError("forbidden", "This request came from another site.");
      const segments = await params;
      const query = storableQuery(new URL(request.url).searchParams);
      const project = query.get("project");
      const person = await currentPerson();
      const ref = project ? { project } : "community";
      const actor = await authorize(person?.personId ?? null, ref, permission, "browser", person?.from);
      const result = await handle({
        actor,
        request,
        query,
        param: (name) => {
          const value = segments[name];
          if (typeof value !== "string") throw new AppError("not_found", "There is no such address.");
          return value;
        },
      });
      return result instanceof Response ? result : Response.json(result, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message, fields, status } = error;
      return Response.json({ error: code, message, fields }, { status, headers: { "cache-control": "no-store" } });
    }
  };
}

function storableQuery(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].map(([name, value]) => [name, storableText(value)]));
}

/** Sent by one of our own pages; browsers do not let other sites forge this header. */
function isOurs(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === "same-origin" || site === "none";
}
