import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export type Claims = { email?: string; email_verified?: boolean; name?: string };

export interface SignInProvider {
  issuer: string;
  /** Who a person is there; unknown names are told nothing about. */
  people: Map<string, Claims>;
  /** From now on it expects this secret of our server. */
  expectSecret: (secret: string) => void;
  stop: () => Promise<void>;
  startAgain: () => Promise<void>;
}

/**
 * A certified OpenID Connect provider on loopback, with a sign-in page of its own that asks for a name and believes it. As the
 * standard has it, the e-mail address is not in the ID token but told on asking.
 */
export async function startSignInProvider(client: {
  id: string;
  secret: string;
  redirect: string;
}): Promise<SignInProvider> {
  const people = new Map<string, Claims>();
  const server = createServer((request, response) => void serve(request, response));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  let provider = make(client.secret);
  return {
    issuer,
    people,
    expectSecret: (secret) => (provider = make(secret)),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
    startAgain: () => listen(port),
  };

  async function listen(on: number): Promise<void> {
    server.listen(on, "127.0.0.1");
    await once(server, "listening");
  }

  function make(secret: string): Provider {
    return new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: secret, redirect_uris: [client.redirect] }],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ["of these tests"] },
      // Nobody is asked whether Fieldpost may know them.
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({
          clientId: client.id,
          accountId: context.oidc.session?.accountId ?? "",
        });
        grant.addOIDCScope("openid email profile");
        await grant.save();
        return grant;
      },
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    if (!url.pathname.startsWith("/interaction/")) return void provider.callback()(request, response);
    if (request.method !== "POST") return void response.setHeader("content-type", "text/html").end(signInPage);
    const name = new URLSearchParams(await bodyOf(request)).get("name");
    const result = name
      ? { login: { accountId: name } }
      : { error: "access_denied", error_description: "The person cancelled." };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}

const signInPage = `<!doctype html><title>Provider</title><form method="post"><label>Your account <input name="name"></label>
<button>Continue</button></form>`;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
