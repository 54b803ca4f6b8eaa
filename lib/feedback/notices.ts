import type { Actor } from "@/lib/auth/actor";
import { origin } from "@/lib/auth/origin";
import { getCommunity, originOf } from "@/lib/community/settings";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import type { RecordChange } from "@/lib/events/schema";
import { queueJob } from "@/lib/jobs/jobs";
import { queueMailIn } from "@/lib/mail/queue";

/** What followers are told of; who did it, by `byId`, is not. */
export type News = { byId: string | null } & ({ commentId: string } | { changeId: string });

/** Queues in the caller's transaction that the ticket's followers get a mail; one statement where it has no other follower. */
export async function tellFollowersIn(tx: Tx, actor: Actor, feedbackId: string, news: News): Promise<void> {
  // What the sample made up happened to nobody.
  if (actor.via === "sample") return;
  const [commentId, changeId] = "commentId" in news ? [news.commentId, null] : [null, news.changeId];
  const [notice] = await tx.$queryRaw<{ id: string }[]>`
    insert into feedback_notice (id, feedback_id, by_id, comment_id, change_id)
    select uuid_v7(), ${feedbackId}::uuid, ${news.byId}::uuid, ${commentId}::uuid, ${changeId}::uuid
     where exists (select from feedback_follow w where w.feedback_id = ${feedbackId}::uuid and w.following
                      and w.user_id is distinct from ${news.byId}::uuid)
    returning id`;
  if (notice) await queueJob(tx, "feedback.tellFollowers", { noticeId: notice.id });
}

/** The changes that followers care for. */
export function isNews(changes: readonly RecordChange[]): boolean {
  return changes.some(({ path }) => newsworthy.has(path));
}

const newsworthy = new Set(["feedback.status", "feedback.resolution", "feedback.duplicate_of"]);

/**
 * Writes the mails of a notice, some followers per transaction, each of which says how far it came: after a crash it goes on there, and
 * nobody gets a mail twice. Left out are those who opted out of mail and those who may not see the ticket any more.
 */
export async function tellFollowers(noticeId: string, atOnce = 200): Promise<void> {
  let told: number;
  do told = await transaction((tx) => tellSomeIn(tx, noticeId, atOnce), { seconds: 60 });
  while (told === atOnce);
}

async function tellSomeIn(tx: Tx, noticeId: string, atOnce: number): Promise<number> {
  const [notice] = await tx.$queryRaw<Notice[]>`
    select feedback_id as "feedbackId", by_id as "byId", comment_id as "commentId", change_id as "changeId", told_up_to as "toldUpTo"
      from feedback_notice where id = ${noticeId}::uuid for update skip locked`;
  if (!notice) return 0;
  const origin = originOf(await getCommunity());
  const mail = await mailOf(tx, notice, origin);
  const optOut = { origin, feedbackId: notice.feedbackId };
  const followers = await nextFollowers(tx, notice, atOnce);
  for (const { email } of followers) {
    await queueMailIn(tx, { ...mail, to: email, subjectId: notice.feedbackId, optOut });
  }
  const last = followers.at(-1);
  if (last && followers.length === atOnce)
    await tx.feedbackNotice.update({ where: { id: noticeId }, data: { toldUpTo: last.id }, select: { id: true } });
  else await tx.feedbackNotice.delete({ where: { id: noticeId }, select: { id: true } });
  return followers.length;
}

interface Notice {
  feedbackId: string;
  byId: string | null;
  commentId: string | null;
  changeId: string | null;
  toldUpTo: string | null;
}

async function nextFollowers(tx: Tx, { feedbackId, byId, toldUpTo }: Notice, limit: number) {
  return tx.$queryRaw<{ id: string; email: string }[]>`
    select u.id, u.email from feedback_follow w
      join feedback f on f.id = w.feedback_id
      join app_user u on u.id = w.user_id and u.state = 'active' and not u.email_opt_out
      left join participation p on p.user_id = u.id and p.project_id = f.project_id and p.state = 'active'
     where w.feedback_id = ${feedbackId}::uuid and w.following and w.user_id is distinct from ${byId}::uuid
       and (${toldUpTo}::uuid is null or w.user_id > ${toldUpTo}::uuid)
       and (u.community_role = 'community_manager' or p.role in ('manager', 'support', 'observer')
            or p.role = 'participant' and (f.visibility = 'public' or f.submitter_id = u.id))
     order by w.user_id limit ${limit}`;
}

async function mailOf(tx: Tx, { feedbackId, commentId, changeId }: Notice, base: string) {
  const [ticket, comment, change] = await Promise.all([
    tx.feedback.findUniqueOrThrow({
      where: { id: feedbackId },
      select: {
        displayId: true,
        title: true,
        projectId: true,
        project: { select: { key: true, name: true } },
        type: { select: { key: true } },
      },
    }),
    commentId === null
      ? null
      : tx.comment.findUnique({
          where: { id: commentId },
          select: { body: true, origin: true, author: { select: { username: true } } },
        }),
    changeId === null
      ? null
      : tx.feedbackChange.findUnique({ where: { id: changeId }, select: { changes: true, origin: true } }),
  ]);
  const { displayId, title, project, type } = ticket;
  const address = `${base}/projects/${project.key}/feedback/${type.key}/${displayId}`;
  const cause = origin.parse((comment ?? change)?.origin);
  const news = comment
    ? { what: "new comment", words: `${comment.author?.username ?? cause.label} commented:\n\n${comment.body}` }
    : changed((change?.changes ?? []) as unknown as RecordChange[]);
  return {
    projectId: ticket.projectId,
    subject: `${displayId} ${title}: ${news.what}`,
    text: [
      news.words,
      `${displayId} ${title}, in ${project.name}:\n${address}`,
      "You follow this ticket. To get no more mails about it, select Unfollow on its page.",
    ].join("\n\n"),
    cause,
  };
}

function changed(changes: readonly RecordChange[]) {
  const news = changes.filter(({ path }) => newsworthy.has(path));
  const words = news.map(({ label, old, new: now }) => `${label}: ${said(old)} → ${said(now)}`);
  const [only] = news.length === 1 ? news : [];
  return { what: only ? `${only.label} ${said(only.new)}` : "changed", words: words.join("\n") };
}

function said(value: RecordChange["old"]): string {
  return value === null || value === "" ? "none" : String(value);
}
