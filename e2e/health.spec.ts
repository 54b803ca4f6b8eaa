import { expect, test } from "@playwright/test";

test("a started server says that its database and worker are there", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ database: "ok", worker: { seenAt: expect.any(String) } });
});

test("an address says which methods it has to whoever sends another", async ({ request }) => {
  const response = await request.post("/api/health");
  expect([response.status(), response.headers()["allow"]]).toEqual([405, "GET, HEAD, OPTIONS"]);
  const { message } = await response.json();
  expect(message).toBe("This address takes GET, HEAD, OPTIONS and nothing else.");
});
