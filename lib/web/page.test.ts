import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Refused } from "./refusal";

// Only the door is tried here: who asks and what they may do is decided elsewhere, and Next's request is not there.
const authorize = vi.fn();
let refusal: PromiseWithResolvers<Refused | null>;

beforeEach(() => {
  refusal = Promise.withResolvers();
  vi.resetModules();
  vi.stubEnv("__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS", "true");
  vi.doMock("next/headers", () => ({
    headers: () => Promise.resolve(new Headers({ "x-fieldpost-path": "/account" })),
  }));
  vi.doMock("@/lib/auth/current-person", () => ({ currentPerson: () => Promise.resolve({ personId: "p" }) }));
  vi.doMock("@/lib/auth/authorize", () => ({ authorize }));
  vi.doMock("./refusal", () => ({ refusal: () => refusal }));
});

afterEach(() => {
  for (const path of ["next/headers", "@/lib/auth/current-person", "@/lib/auth/authorize", "./refusal"])
    vi.doUnmock(path);
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each([
  ["unauthenticated", null, "NEXT_REDIRECT;replace;/login?next=%2Faccount;307;"],
  ["not_found", null, "NEXT_HTTP_ERROR_FALLBACK;404"],
  ["forbidden", { code: "forbidden", message: "Ask a manager." }, "NEXT_HTTP_ERROR_FALLBACK;403"],
  ["conflict", { code: "conflict", message: "Ask a manager." }, "NEXT_HTTP_ERROR_FALLBACK;403"],
  ["invalid", { code: "invalid", message: "Ask a manager." }, "NEXT_HTTP_ERROR_FALLBACK;403"],
  ["unavailable", { code: "unavailable", message: "Ask a manager." }, "NEXT_HTTP_ERROR_FALLBACK;403"],
] as const)(
  "a page that ends as %s is refused in words, and lets the forbidden page end too",
  async (code, told, digest) => {
    const { AppError } = await import("@/lib/errors/app-error");
    authorize.mockRejectedValue(new AppError(code, "Ask a manager."));
    await expect(visit(() => Promise.resolve(null))).rejects.toMatchObject({ digest });
    expect(await refusal.promise).toEqual(told);
  },
);

test("so does one that breaks, and one that is drawn", async () => {
  authorize.mockResolvedValue({});
  await expect(visit(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await refusal.promise).toBeNull();
  refusal = Promise.withResolvers();
  expect(await visit(() => Promise.resolve("drawn"))).toBe("drawn");
  expect(await refusal.promise).toBeNull();
});

async function visit(render: () => Promise<string | null>) {
  // Loaded anew, with what is mocked above.
  const { page } = await import("./page");
  return page("home.read", render)({ params: Promise.resolve({}), searchParams: Promise.resolve({}) });
}
