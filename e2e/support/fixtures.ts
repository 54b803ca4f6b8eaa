import { test as base, type Page } from "@playwright/test";
import { startReceiver, type Receiver } from "@/lib/testing/receiver";
import { admin } from "./admin";
import { createSeats, type Role, type SignedIn } from "./seats";
import { signInByRequest } from "./sign-in";
import { watch } from "./watch";

interface Fixtures {
  /** A page of a context of its own, signed in; cleared after the test. */
  as: (role: Role) => Promise<Page>;
  /** A window of this role as the test before left it, for tests that only look. */
  onlooker: (role: Role) => Promise<Page>;
  /** Console errors that this test provokes; every other console error, page error or request to another origin fails it. */
  allowErrors: (...expected: RegExp[]) => void;
  /** A server on loopback that plays the outside world; each call starts another. */
  receiver: (...reply: Parameters<typeof startReceiver>) => Promise<Receiver>;
}

interface WorkerFixtures {
  /** The sample's password. */
  password: string;
  /** What a browser keeps of a person's sign-in, done once per worker. */
  signedIn: (role: Role) => Promise<SignedIn>;
  seats: ReturnType<typeof createSeats>;
}

export const test = base.extend<Fixtures & { quiet: { allowed: RegExp[]; errors: string[] } }, WorkerFixtures>({
  password: [async ({}, use) => use(await admin("sample", "password")), { scope: "worker" }],

  signedIn: [
    async ({ password }, use, worker) => {
      const states = new Map<Role, Promise<SignedIn>>();
      const once = (role: Role) => {
        const state = states.get(role) ?? accountOf(role, password, worker.workerIndex).then(signInByRequest);
        states.set(role, state);
        return state;
      };
      await use(once);
    },
    { scope: "worker" },
  ],

  quiet: [
    async ({}, use) => {
      const quiet = { allowed: [] as RegExp[], errors: [] as string[] };
      await use(quiet);
      const wrong = quiet.errors.filter((error) => !quiet.allowed.some((allowed) => allowed.test(error)));
      test.expect(wrong, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, quiet, baseURL }, use) => {
    await watch(context, quiet.errors, baseURL ?? "");
    await use(context);
  },

  seats: [
    async ({ browser, signedIn }, use) => {
      const seats = createSeats(browser, signedIn);
      await use(seats);
      await seats.close();
    },
    { scope: "worker" },
  ],

  as: async ({ seats, quiet }, use) => {
    const taken: (() => Promise<string[]>)[] = [];
    await use(async (role) => {
      const seat = await seats.take(role);
      taken.push(() => seats.leave(role, seat));
      return seat.page;
    });
    for (const leave of taken) quiet.errors.push(...(await leave()));
  },

  onlooker: async ({ seats, quiet }, use) => {
    const taken: { errors: string[] }[] = [];
    await use(async (role) => {
      const seat = await seats.keep(role);
      taken.push(seat);
      return seat.page;
    });
    for (const { errors } of taken) quiet.errors.push(...errors.splice(0));
  },

  allowErrors: async ({ quiet }, use) => use((...expected) => void quiet.allowed.push(...expected)),

  receiver: async ({}, use) => {
    const started: Receiver[] = [];
    await use(async (...reply) => {
      const receiver = await startReceiver(...reply);
      started.push(receiver);
      return receiver;
    });
    for (const receiver of started) await receiver.close();
  },
});

export type { Role } from "./seats";
export { expect } from "@playwright/test";

async function accountOf(role: Role, password: string, worker: number): Promise<{ email: string; password: string }> {
  if (role !== "observer" && role !== "stranger") return { email: `${role}@example.com`, password };
  // Two workers must not make the same account; a worker that replaces a failed one has a number of its own.
  const email = `${role}-${worker}-${process.pid}@example.com`;
  await admin("user", "create", "--email", email, "--password", password);
  if (role === "observer") await admin("project", "add-member", "--project", "aurora", "--user", email, "--role", role);
  return { email, password };
}
