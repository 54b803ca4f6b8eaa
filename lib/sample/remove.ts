import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { db, type Db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { findSamplePassword, forgetSamplePasswordIn } from "./password";
import { inSampleTurn } from "./turn";

/** Is the sample programme here? */
export async function hasSample(): Promise<boolean> {
  return (await db.user.findFirst({ where: { isSample: true }, select: { id: true } })) !== null;
}

/** Is there a community manager of one's own, without whom the sample cannot go? */
export async function hasOwnManager(store: Db = db): Promise<boolean> {
  const own = { communityRole: "community_manager", state: "active", isSample: false } as const;
  return (await store.user.findFirst({ where: own, select: { id: true } })) !== null;
}

/** Clears away what a killed load left: people without a password, so nobody can have used it. */
export async function clearHalfLoaded(): Promise<void> {
  await inSampleTurn(async () => {
    if ((await findSamplePassword()) !== null || !(await hasSample())) return;
    await transaction(clearSampleIn, { seconds: 120 });
  });
}

/**
 * Takes the sample's project, people, groups, key and everything about them away, in one transaction; what people made elsewhere stays.
 * @throws AppError `conflict` when only a sample account could manage the community afterwards; `not_found` without a sample.
 */
export async function removeSample(actor: Can<"settings.write">): Promise<void> {
  if (!(await hasSample())) throw new AppError("not_found", "There is no sample programme here.");
  await transaction(
    async (tx) => {
      if (!(await hasOwnManager(tx))) {
        throw new AppError(
          "conflict",
          "Create a community manager of your own first: without one nobody could sign in any more.",
        );
      }
      await requireOwnProjectManagersIn(tx);
      await clearSampleIn(tx);
      await audit(tx, actor, { verb: "deleted", kind: "sample programme", id: "sample", label: "Aurora" });
    },
    { seconds: 120 },
  );
}

/** Somebody may have put a sample account in charge of a project of their own. */
async function requireOwnProjectManagersIn(tx: Tx): Promise<void> {
  const left = await tx.$queryRaw<{ name: string }[]>`
    select p.name from project p where not p.is_sample
       and exists (select from participation m join app_user u on u.id = m.user_id
            where m.project_id = p.id and m.role = 'manager' and m.state = 'active' and u.is_sample)
       and not exists (select from participation m join app_user u on u.id = m.user_id
            where m.project_id = p.id and m.role = 'manager' and m.state = 'active' and u.state = 'active' and not u.is_sample)
     order by p.name`;
  if (left.length === 0) return;
  const names = left.map(({ name }) => name).join(", ");
  throw new AppError(
    "conflict",
    `Only people of the sample manage ${names}. Make someone else project manager there first.`,
  );
}

async function clearSampleIn(tx: Tx): Promise<void> {
  // The audit log gives way to this alone, and to the erasure of a person.
  await tx.$queryRaw`select set_config('fieldpost.erasing', 'on', true)`;
  await tx.$executeRaw`delete from audit_entry where via = 'sample' or project_id in (select id from project where is_sample)`;
  await tx.$executeRaw`delete from delivery_attempt where delivery_id in (select d.id from webhook_delivery d join project p on p.id = d.project_id where p.is_sample)`;
  await tx.$executeRaw`delete from delivery_body where delivery_id in (select d.id from webhook_delivery d join project p on p.id = d.project_id where p.is_sample)`;
  await tx.$executeRaw`delete from listener_body where call_id in (select c.id from listener_call c join project p on p.id = c.project_id where p.is_sample)`;
  await tx.$executeRaw`delete from listener_call where project_id in (select id from project where is_sample)`;
  await tx.$executeRaw`delete from email_message where project_id in (select id from project where is_sample)`;
  // A listener holds its macro, group, filter and key; it goes before them.
  await tx.externalListener.deleteMany({ where: { project: { isSample: true } } });
  // A ticket holds its submitter, also one that a sample person filed in another project.
  await tx.feedback.deleteMany({
    where: { OR: [{ project: { isSample: true } }, { submitter: { isSample: true } }] },
  });
  // A report holds the filters that its elements ask.
  await tx.report.deleteMany({ where: { project: { isSample: true } } });
  await tx.project.deleteMany({ where: { isSample: true } });
  await tx.externalDataGroup.deleteMany({ where: { isSample: true } });
  await tx.apiKey.deleteMany({ where: { isSample: true, listeners: { none: {} }, dataPackages: { none: {} } } });
  await tx.user.deleteMany({ where: { isSample: true } });
  await forgetSamplePasswordIn(tx);
}
