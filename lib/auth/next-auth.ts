import { hkdfSync } from "node:crypto";
import type { AuthOptions, Session } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { headers } from "next/headers";
import { db } from "@/lib/db/client";
import { secretKey, tellNextAuth } from "@/lib/env/env";
import { isPassword } from "./password";
import { endSession, openSession, sessionDays } from "./sessions";
import { noteFailure, noteSuccess, secondsToWait } from "./sign-in-delay";
import { accountOf, reported, singleSignOn } from "./single-sign-on";

/** The cookie is a signed note that names a session row; who the person is and may do is read from the database each time. */
export function authOptions(): AuthOptions {
  tellNextAuth();
  const provider = singleSignOn();
  return {
    secret: nextAuthSecret(),
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/login", error: "/login" },
    providers: [credentials, ...(provider ? [provider] : [])],
    logger: { error: logError },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc") return true;
        const found = await accountOf(profile ?? {});
        if ("refused" in found) return `/login?error=${found.refused}`;
        const from = await headers();
        const [ip, userAgent] = [from.get("x-forwarded-for") ?? "", from.get("user-agent") ?? ""];
        user.id = await openSession(found.personId, { ip, userAgent });
        return true;
      },
      // At sign-in `user.id` is the id of the new session row, not of the person.
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      session: ({ session, token }) => ({ expires: session.expires, sid: sidOf(token) }) as Session,
    },
    events: {
      async signOut({ token }) {
        const sid = sidOf(token);
        if (sid) await endSession(sid);
      },
    },
  };
}

/** The session row a signed token names. */
export function sidOf(token: JWT | Session | null): string | null {
  const sid: unknown = token && "sid" in token ? token.sid : null;
  return typeof sid === "string" ? sid : null;
}

/** Signs session cookies; derived, so that a leaked cookie secret says nothing about the key that seals secrets. */
export function nextAuthSecret(): string {
  return Buffer.from(hkdfSync("sha256", secretKey(), "", "session cookies", 32)).toString("base64url");
}

function logError(code: string, detail: unknown): void {
  const line = reported(code, detail);
  if (line) process.stderr.write(`${line}\n`);
}

const credentials = CredentialsProvider({
  id: "credentials",
  name: "Password",
  credentials: { email: { type: "text" }, password: { type: "password" } },
  async authorize(given, request) {
    const account = (given?.email ?? "").normalize("NFC").trim().toLowerCase().slice(0, 320).replaceAll("\0", "");
    const ip = String(request.headers?.["x-forwarded-for"] ?? "");
    const wait = await secondsToWait(account, ip);
    if (wait > 0) throw new Error(`wait:${wait}`);
    const user = account
      ? await db.user.findFirst({
          where: account.includes("@") ? { email: account } : { username: account },
          select: { id: true, passwordHash: true, state: true },
        })
      : null;
    // Always one full comparison: the time taken must not tell whether the account exists.
    const right = await isPassword(user?.passwordHash ?? null, (given?.password ?? "").slice(0, 1_000));
    if (!user || !right || user.state !== "active") {
      await noteFailure(account, ip);
      return null;
    }
    await noteSuccess(account, ip);
    return { id: await openSession(user.id, { ip, userAgent: String(request.headers?.["user-agent"] ?? "") }) };
  },
});
