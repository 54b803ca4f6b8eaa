import { db } from "@/lib/db/client";

/** Before the first account exists, the first-run page is shown instead of sign-in. */
export async function anyUser(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}
