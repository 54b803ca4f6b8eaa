import { expect, request } from "@playwright/test";

/** Signs in as the sign-in form does, by the server's own routes, without a page. What a browser would keep of it. */
export async function signInByRequest(account: { email: string; password: string }) {
  const client = await request.newContext({ baseURL: process.env.E2E_ORIGIN });
  const { csrfToken } = (await (await client.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await client.post("/api/auth/callback/credentials", {
    form: { ...account, csrfToken, callbackUrl: "/", json: "true" },
  });
  expect(answer.status(), `sign-in of ${account.email}`).toBe(200);
  const state = await client.storageState();
  await client.dispose();
  return state;
}
