import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { originOf } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob, queueJobs } from "@/lib/jobs/jobs";
import { keepProjectManagersIn } from "@/lib/projects/keep-managers";
import { leaveTeamsIn } from "@/lib/projects/leave-teams";
import { sealSecretIn } from "@/lib/secrets/secret";
import { keepOneCommunityManager, lockAccountIn } from "./commands";
import { standIn } from "./stand-in";

/** Milliseconds until the logs are gone through: by then what was on its way when the account went is written down. */
const pause = 60_000;

/** Deletes an account for good. @throws AppError as `deleteUserIn` */
export async function deleteUser(actor: Can<"users.write">, id: string): Promise<void> {
  await transaction((tx) => deleteUserIn(tx, actor, id));
}

/**
 * Ends an account and takes the person out of it: the row stays under a stand-in's name, because tickets, comments and points hold it.
 * What other systems and logs keep of the person follows in the background, see `eraseTraces`.
 * @throws AppError `not_found`; `conflict` for oneself, the last community manager, and the last manager of a project
 */
export async function deleteUserIn(tx: Tx, actor: Can<"users.write">, id: string): Promise<void> {
  if (actor.personId === id)
    throw new AppError("conflict", "Nobody deletes their own account. Ask another community manager.");
  await lockAccountIn(tx, id);
  const user = await tx.user.findUnique({
    where: { id },
    select: { email: true, username: true, firstName: true, lastName: true, state: true, communityRole: true },
  });
  if (!user || user.state === "deleted") throw new AppError("not_found", "There is no such user.");
  if (user.communityRole === "community_manager" && user.state === "active") await keepOneCommunityManager(tx, id);
  await keepProjectManagersIn(tx, id);
  const { state: _state, communityRole: _role, ...known } = user;
  await sealSecretIn(tx, { projectId: null, ownerKind: "erasure", ownerId: id, value: JSON.stringify(known) });
  await leaveTeamsIn(tx, { userId: id, projectId: null }, originOf(actor));
  await tx.invitation.deleteMany({ where: { OR: [{ acceptedById: id }, { email: user.email }] } });
  await emptyAccountIn(tx, id);
  await stopQueuedIn(tx, id);
  await audit(tx, actor, { verb: "deleted", kind: "user", id, label: standIn(id).username });
  await queueJob(tx, "users.eraseTraces", { userId: id }, { startAfter: new Date(Date.now() + pause) });
}

async function emptyAccountIn(tx: Tx, id: string): Promise<void> {
  await tx.user.update({
    where: { id },
    data: {
      ...standIn(id),
      firstName: "",
      lastName: "",
      timeZone: null,
      passwordHash: null,
      profile: {},
      preferences: {},
      emailOptOut: true,
      communityRole: "member",
      state: "deleted",
    },
    select: { id: true },
  });
  await tx.session.deleteMany({ where: { userId: id } });
  await tx.participation.updateMany({ where: { userId: id }, data: { state: "removed" } });
  await tx.userComment.deleteMany({ where: { userId: id } });
  await tx.feedbackFollow.deleteMany({ where: { userId: id } });
  // Nobody can go through a picture for a name, so files go whole.
  await tx.attachment.deleteMany({ where: { uploadedById: id } });
  await tx.exportFile.deleteMany({ where: { byId: id } });
  await tx.countCard.deleteMany({ where: { personId: id } });
  await tx.visit.deleteMany({ where: { personId: id } });
  await tx.openedThing.deleteMany({ where: { OR: [{ personId: id }, { kind: "user", thingId: id }] } });
  await tx.externalDataRecord.deleteMany({ where: { recordId: id } });
  await tx.externalDataHistory.deleteMany({ where: { recordId: id } });
  await tx.report.deleteMany({ where: { ownerId: id, visibility: "mine", access: { none: {} } } });
  // Answers that were read last may name the person; they are asked anew.
  await tx.reportSnapshot.deleteMany();
  await tx.savedView.deleteMany({ where: { ownerId: id, visibility: "mine" } });
  await tx.savedFilter.deleteMany({
    where: {
      ownerId: id,
      visibility: "mine",
      listeners: { none: {} },
      triggers: { none: {} },
      schedules: { none: {} },
      elements: { none: {} },
    },
  });
  await tx.helpAnswer.updateMany({ where: { userId: id }, data: { userId: null } });
}

/** What waits to be sent to or about the person is not sent any more; runs that wait for it go on. */
async function stopQueuedIn(tx: Tx, id: string): Promise<void> {
  const reason = "The account was deleted.";
  await tx.webhookDelivery.updateMany({
    where: { subjectId: id, state: { in: ["waiting", "held"] } },
    data: { state: "skipped", lastMessage: reason },
  });
  await tx.emailMessage.updateMany({
    where: { subjectId: id, state: "queued" },
    data: { state: "failed", answer: reason },
  });
  const waiting = await tx.macroRunRecord.findMany({
    where: { subjectId: id, state: "waiting_for_webhook" },
    select: { id: true },
  });
  await queueJobs(
    tx,
    "macros.resume",
    waiting.map((record) => ({ runRecordId: record.id })),
  );
}
