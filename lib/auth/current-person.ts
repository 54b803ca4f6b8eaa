import { getServerSession } from "next-auth";
import { cache } from "react";
import { authOptions, sidOf } from "./next-auth";
import { personOfSession } from "./sessions";

/** Who sends this request, by the session row its cookie names; asked once per request. */
export const currentPerson = cache(async (): Promise<{ personId: string; sessionId: string } | null> => {
  const sessionId = sidOf(await getServerSession(authOptions()));
  const personId = sessionId && (await personOfSession(sessionId));
  return personId ? { personId, sessionId } : null;
});
