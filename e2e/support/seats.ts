import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { watch } from "./watch";

export type SignedIn = Exclude<NonNullable<BrowserContextOptions["storageState"]>, string>;

/** Manager, support and participant are the sample's; the observer is added to Aurora, the stranger is in no project. */
export type Role = "manager" | "support" | "participant" | "observer" | "stranger";

/** A window in which one person is signed in. One test after another sits there: scripts are read and compiled once. */
interface Seat {
  page: Page;
  signedIn: SignedIn;
  errors: string[];
}

/** The seats of one worker. A test that takes the same role twice gets two windows that share nothing. */
export function createSeats(browser: Browser, signedInAs: (role: Role) => Promise<SignedIn>) {
  const free = new Map<Role, Seat[]>();
  const kept = new Map<Role, Promise<Seat>>();
  const open = async (role: Role): Promise<Seat> => {
    const signedIn = await signedInAs(role);
    const context = await browser.newContext({ storageState: signedIn });
    const errors: string[] = [];
    await watch(context, errors, process.env.E2E_ORIGIN ?? "");
    return { page: await context.newPage(), signedIn, errors };
  };
  return {
    take: async (role: Role) => free.get(role)?.pop() ?? (await open(role)),
    /** The one seat of this role that is never cleared, for those who only look: they go on from where the last one stood. */
    keep: (role: Role): Promise<Seat> => {
      const seat = kept.get(role) ?? open(role);
      kept.set(role, seat);
      return seat;
    },
    /** Whatever the test did to it is undone. Resolves to what went wrong in its pages. */
    leave: async (role: Role, seat: Seat): Promise<string[]> => {
      if (seat.page.isClosed()) await seat.page.context().close();
      else {
        await clear(seat);
        free.set(role, [...(free.get(role) ?? []), seat]);
      }
      return seat.errors.splice(0);
    },
    close: async () => {
      const seats = [...[...free.values()].flat(), ...(await Promise.all(kept.values()))];
      for (const { page } of seats) await page.context().close();
    },
  };
}

async function clear({ page, signedIn }: Seat): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  await context.setOffline(false);
  // A small document of the same origin: an empty page would end the process, and all that it has compiled.
  await page.goto("/api/health");
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await context.clearCookies();
  await context.addCookies(signedIn.cookies);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 800 });
}
