import { hashPassword } from "@/lib/auth/password";
import type { FirstRun } from "@/lib/community/first-run-schema";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { emailAddress } from "./schema";

/**
 * The first community manager and the community's name. Two people pressing the button at once make one.
 * @throws AppError `conflict` as soon as any account exists; `invalid` on `email`
 */
export async function createFirstManager(input: FirstRun): Promise<void> {
  const email = emailAddress.safeParse(input.email);
  if (!email.success)
    throw new AppError("invalid", "Nothing was saved.", {
      email: email.error.issues[0]?.message ?? "Write an e-mail address.",
    });
  const passwordHash = await hashPassword(input.password);
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(81)`;
    if (await tx.user.findFirst({ select: { id: true } }))
      throw new AppError("conflict", "Someone has just created the first account. Sign in with it.");
    const settings = { name: input.community, timeZone: input.timeZone };
    await tx.community.upsert({
      where: { id: 1 },
      create: { id: 1, ...settings },
      update: settings,
      select: { id: true },
    });
    await tx.user.create({
      data: {
        email: email.data,
        username: (email.data.split("@")[0] ?? "owner").replace(/[\s/]/gu, "-"),
        firstName: input.firstName,
        lastName: input.lastName,
        passwordHash,
        communityRole: "community_manager",
      },
      select: { id: true },
    });
  });
}
