import { hkdfSync } from "node:crypto";
import type { AuthOptions, Session } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { db } from "@/lib/db/client";
import { env, secretKey, tellNextAuth } from "@/lib/env/env";
import { isPassword } from "./password";
import { endSession, openSession, sessionDays } from "./sessions";
import { noteFailure, noteSuccess, secondsToWait } from "./sign-in-delay";

/** The cookie is a signed note that names a session row; who the person is and may do is read from the database each time. */
export function authOptions(): AuthOptions {
  tellNextAuth();
  return {
    secret: nextAuthSecret(),
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/login", error: "/login" },
    providers: [credentials, ...(oidc() ?? [])],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc") return true;
        const person = await personOfProfile(profile);
        if (!person) return "/login?error=NoAccount";
        user.id = await openSession(person, { ip: "", userAgent: env.OIDC_NAME });
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

interface OidcProfile {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

function oidc(): [OAuthConfig<OidcProfile>] | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId) return null;
  return [
    {
      id: "oidc",
      name: env.OIDC_NAME,
      type: "oauth",
      wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state"],
      clientId,
      clientSecret,
      profile: (profile) => ({ id: profile.sub, email: profile.email, name: profile.name }),
    },
  ];
}

/** Single sign-on opens existing accounts only; an address the provider says is unverified opens none. */
async function personOfProfile(profile: unknown): Promise<string | null> {
  const { email, email_verified: verified } = (profile ?? {}) as Partial<OidcProfile>;
  if (!email || verified === false) return null;
  const user = await db.user.findUnique({
    where: { email: email.normalize("NFC").toLowerCase(), state: "active" },
    select: { id: true },
  });
  return user?.id ?? null;
}
