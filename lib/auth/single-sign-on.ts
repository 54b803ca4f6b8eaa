import type { OAuthConfig } from "next-auth/providers/oauth";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env/env";

/** What a provider says about a person; some put the address into the ID token, others hand it out on asking. */
export interface OidcProfile {
  sub: string;
  email?: string;
  /** A few providers write it as text. */
  email_verified?: boolean | "true" | "false";
  name?: string;
}

/** Why somebody the provider knows has no session here; the sign-in page has words for each. */
export type SingleSignOnRefusal = "NoEmail" | "EmailNotVerified" | "NoAccount" | "AccountDisabled";

/** The operator's OpenID Connect provider, or null when none is set up. Authorization code flow with PKCE and state. */
export function singleSignOn(): OAuthConfig<OidcProfile> | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId) return null;
  return {
    id: "oidc",
    name: env.OIDC_NAME,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state"],
    clientId,
    clientSecret,
    userinfo: {
      request: async ({ tokens, client }) => {
        const claims = claimsOf(tokens);
        if (claims.email || !tokens.access_token || !client.issuer.metadata.userinfo_endpoint) return claims;
        const more = await client.userinfo(tokens.access_token);
        // OpenID Connect Core 5.3.2: without this a swapped token would tell about somebody else.
        if (more.sub !== claims.sub) throw new Error("the user information is about somebody else");
        return { ...more, ...claims };
      },
    },
    profile: (profile) => ({ id: profile.sub, email: profile.email, name: profile.name }),
  };
}

/** next-auth types the tokens as plain data, but hands over what openid-client has verified, with its claims. */
function claimsOf(tokens: object): OidcProfile {
  return (tokens as { claims: () => OidcProfile }).claims();
}

/**
 * The account a provider's word opens: an existing, active one with that address, and only if the provider says that the address is
 * proven. Anybody may type somebody else's address into a profile.
 */
export async function accountOf(
  profile: Partial<OidcProfile>,
): Promise<{ personId: string } | { refused: SingleSignOnRefusal }> {
  if (!profile.email) return { refused: "NoEmail" };
  if (profile.email_verified !== true && profile.email_verified !== "true") return { refused: "EmailNotVerified" };
  const email = profile.email.normalize("NFC").trim().toLowerCase().slice(0, 320).replaceAll("\0", "");
  const user = await db.user.findUnique({ where: { email }, select: { id: true, state: true } });
  if (!user || user.state === "deleted") return { refused: "NoAccount" };
  return user.state === "active" ? { personId: user.id } : { refused: "AccountDisabled" };
}

/**
 * What next-auth reports, as one line for the operator where it is about the provider, else as it is. Null for what it says a
 * second time: a refusal by the provider, first with its description and then without.
 */
export function reported(code: string, detail: unknown): string | null {
  if (!isAboutProvider(detail)) {
    if (code === "OAUTH_CALLBACK_ERROR") return null;
    return `sign-in: ${code}: ${detail instanceof Error ? detail.stack : JSON.stringify(detail)}`;
  }
  const { error, error_description: more } = detail;
  return `single sign-on with ${env.OIDC_ISSUER ?? ""} failed: ${error.message || error.name}${more ? `: ${more}` : ""}`;
}

function isAboutProvider(detail: unknown): detail is { error: Error; error_description?: string; providerId: string } {
  return detail instanceof Object && "providerId" in detail && "error" in detail && detail.error instanceof Error;
}
