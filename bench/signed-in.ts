import type { Agent } from "undici";

/** The cookies of a session, made by the routes that the sign-in form uses. */
export async function signIn(
  agent: Agent,
  origin: string,
  account: { email: string; password: string },
): Promise<string> {
  const csrf = await agent.request({ origin, path: "/api/auth/csrf", method: "GET" });
  const { csrfToken } = (await csrf.body.json()) as { csrfToken: string };
  const answer = await agent.request({
    origin,
    path: "/api/auth/callback/credentials",
    method: "POST",
    headers: { cookie: cookiesOf(csrf.headers["set-cookie"]), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...account, csrfToken, callbackUrl: "/", json: "true" }).toString(),
  });
  await answer.body.dump();
  return cookiesOf(answer.headers["set-cookie"]);
}

function cookiesOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}
