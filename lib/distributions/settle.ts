import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { issueToSend, responsible, type IssueToSend } from "./issue-to-send";
import { tellOwnersIn } from "./tell";

const atOnce = 500;
/** So many addresses are named; the others stand in the log. */
const named = 20;

/**
 * Closes the sendings of which no e-mail waits any more, and tells whoever answers for them which e-mails failed. An address that failed
 * the time before as well is known already. Safe to repeat, and for several workers at once.
 */
export async function settleIssues(): Promise<void> {
  const settled = await db.$queryRaw<{ id: string }[]>`
    select i.id::text from distribution_issue i
     where i.state = 'sent' and i.settled_at is null
       and not exists (select from distribution_recipient r join email_message m on m.id = r.mail_id
                        where r.issue_id = i.id and m.state = 'queued')
     order by i.id limit ${atOnce}`;
  for (const { id } of settled) await settle(id).catch(reportTrouble("distributions"));
}

async function settle(id: string): Promise<void> {
  await transaction(async (tx) => {
    const now = new Date();
    const mine = { where: { id, state: "sent" as const, settledAt: null }, data: { settledAt: now } };
    if ((await tx.distributionIssue.updateMany(mine)).count === 0) return;
    const issue = await tx.distributionIssue.findUniqueOrThrow({ where: { id }, select: issueToSend });
    if (issue.cause === "test" || issue.toldAt) return;
    const failed = await newlyFailedIn(tx, issue);
    if (failed.length === 0) return;
    await tx.distributionIssue.update({ where: { id }, data: { toldAt: now }, select: { id: true } });
    await tellIn(tx, issue, failed);
  });
}

interface Failed {
  address: string;
  answer: string | null;
}

async function newlyFailedIn(tx: Tx, { id, distributionId }: IssueToSend): Promise<Failed[]> {
  return tx.$queryRaw<Failed[]>`
    with failed as (
      select r.issue_id, r.address, m.answer
        from distribution_recipient r join email_message m on m.id = r.mail_id and m.state = 'failed'),
    before as (
      select id from distribution_issue
       where distribution_id = ${distributionId}::uuid and cause = 'schedule' and state = 'sent' and id < ${id}::uuid
       order by id desc limit 1)
    select address, answer from failed f
     where issue_id = ${id}::uuid
       and not exists (select from failed e join before b on b.id = e.issue_id where e.address = f.address)
     order by address`;
}

async function tellIn(tx: Tx, issue: IssueToSend, failed: readonly Failed[]): Promise<void> {
  const { id, distribution: of, cause, reportId } = issue;
  const distribution = cause === "schedule" ? of : null;
  const [written, refused] = await Promise.all([
    tx.distributionRecipient.count({ where: { issueId: id, state: "written" } }),
    tx.distributionRecipient.count({ where: { issueId: id, mail: { state: "failed" } } }),
  ]);
  const isLost = refused === written;
  const count = `${failed.length.toLocaleString("en")} of ${written.toLocaleString("en")} e-mails`;
  const lines = failed.slice(0, named).map(({ address, answer }) => `${address}: ${answer ?? "no answer"}`);
  const more = failed.length - lines.length;
  await tellOwnersIn(
    tx,
    { distribution, ownerId: responsible(issue), reportId },
    {
      subject: subjectOf(distribution, isLost, count),
      paragraphs: [
        "This is what the mail server said:",
        [...lines, ...(more > 0 ? [`And ${more.toLocaleString("en")} more.`] : [])].join("\n"),
        `${isLost ? "Nobody got it. " : ""}Open it to try them again; nobody gets it twice.`,
        ...(distribution
          ? [
              "Take addresses that do not exist out of the distribution. Of each you are told once while it goes on failing.",
            ]
          : []),
      ],
      issueId: id,
    },
  );
}

function subjectOf(distribution: { name: string } | null, isLost: boolean, count: string): string {
  const what = distribution ? `“${distribution.name}”` : "the report that you sent";
  if (!isLost) return `${count} of ${what} could not be delivered`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} reached nobody`;
}
