import "server-only";
import { randomBytes } from "node:crypto";
import { judgeCredential, type JudgedKey } from "@/lib/api-keys/credential";
import type { ListenerRequest } from "./call";
import type { LoadedListener } from "./load-listener";

/** `basic`: of data packages and lookups only. */
export type Way = "bearer" | "basic" | "x-api-key" | "token";

export interface Presented {
  way: Way;
  text: string;
}

/** Every credential a call carries; none of them may ever be written down. */
export function presentedBy({ headers, query }: Pick<ListenerRequest, "headers" | "query">): Presented[] {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(headers["authorization"] ?? "")?.[1];
  const apiKey = headers["x-api-key"]?.trim();
  return [
    ...(bearer ? [{ way: "bearer" as const, text: bearer }] : []),
    ...(apiKey ? [{ way: "x-api-key" as const, text: apiKey }] : []),
    ...query.getAll("token").map((text) => ({ way: "token" as const, text })),
  ];
}

/**
 * The way by which the call proved itself, if any. A header may hold the API key or the listener's token, the URL only the token. A
 * listener that does not exist takes as long as one that does. Data packages are proven in the same way.
 */
export function proveCredential(
  presented: readonly Presented[],
  listener: Pick<LoadedListener, "id" | "apiKey"> | null,
  now: Date,
): Way | null {
  const [key, id] = listener ? [listener.apiKey, listener.id] : [nobodysKey, nobodysKey.id];
  const proven = presented.filter(({ way, text }) => {
    const judged = judgeCredential(text, key, id, now);
    return judged === "token" || (judged === "key" && way !== "token");
  });
  return (listener && proven[0]?.way) ?? null;
}

const nobodysKey: JudgedKey = {
  id: "00000000-0000-0000-0000-000000000000",
  enabled: true,
  expiresAt: null,
  secrets: [{ version: 1, digest: new Uint8Array(randomBytes(32)), validUntil: null }],
};
