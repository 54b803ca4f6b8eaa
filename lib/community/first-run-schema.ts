import { z } from "zod";
import { timeZone } from "./schema";

/** The first-run page. Browser-safe, so it repeats nothing of the account's own rules: the account command checks those. */
export const firstRun = z.strictObject({
  community: z.string().trim().min(1, "Give the community a name.").max(100, "Use at most 100 characters."),
  firstName: z.string().trim().max(200),
  lastName: z.string().trim().max(200),
  email: z.string().trim().min(3, "Write an e-mail address.").max(320),
  password: z.string().min(10, "Use at least 10 characters.").max(200, "Use at most 200 characters."),
  timeZone,
});

export type FirstRun = z.output<typeof firstRun>;
