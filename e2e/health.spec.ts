import { expect, test } from "@playwright/test";

test("a started server says that its database and worker are there", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ database: "ok", worker: { seenAt: expect.any(String) } });
});
