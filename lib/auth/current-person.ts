import { getServerSession } from "next-auth";
import { headers } from "next/headers";
import { cache } from "react";
import type { RequestFrom } from "./actor";
import { authOptions, sidOf } from "./next-auth";
import { personOfSession } from "./sessions";

export interface CurrentPerson {
  personId: string;
  sessionId: string;
  from: RequestFrom;
}

/** Who sends this request, by the session row its cookie names, and from where; asked once per request. */
export const currentPerson = cache(async (): Promise<CurrentPerson | null> => {
  const sessionId = sidOf(await getServerSession(authOptions()));
  const personId = sessionId && (await personOfSession(sessionId));
  if (!personId) return null;
  // The address is our own server's word, see lib/web/server.ts.
  const sent = await headers();
  const from = { ip: sent.get("x-forwarded-for") ?? "", browser: (sent.get("user-agent") ?? "").slice(0, 400) };
  return { personId, sessionId, from };
});
