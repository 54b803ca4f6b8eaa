import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { keepPackageIn } from "@/lib/mail/package";
import { subjectOf } from "./subject-tags";
import { addressIn } from "./recipients";
import { renderIssue } from "./render-issue";
import type { RenderedIssue } from "./rendered";
import { issueRequest } from "./schema";
import { issueToSend, responsible, type IssueToSend } from "./issue-to-send";
import { findSender, type Sender } from "./sender";
import { failIssueIn, skipIssueIn, stopIn } from "./end-issue";
import { writeMails } from "./write-mails";

/** How often rendering one issue is begun, when the process dies or the rendering breaks. */
const mostRenders = 3;

/**
 * Sends an issue: renders it once with the rights of whoever answers for it, writes down who gets it, and writes their mails some at a
 * time. Each step is kept before the next begins and asks what is kept, so repeating the job, or two workers at once, sends nothing twice.
 */
export async function sendIssue(issueId: string, { render = renderIssue, atOnce = 200 } = {}): Promise<void> {
  const issue = await db.distributionIssue.findUnique({ where: { id: issueId }, select: issueToSend });
  if (!issue) return;
  if (issue.state === "waiting") await prepare(issue, render);
  await writeMails(issueId, atOnce);
}

async function prepare(issue: IssueToSend, render: typeof renderIssue): Promise<void> {
  if (issue.cause === "schedule" && issue.report.project?.isTemplate)
    return transaction((tx) => skipIssueIn(tx, issue, "The project is a template: it sends nothing by itself."));
  const sender = await findSender(responsible(issue), issue.reportId);
  if (!sender.ok) return transaction((tx) => stopIn(tx, issue, sender.reason));
  if (issue.renders >= mostRenders)
    return transaction((tx) =>
      failIssueIn(tx, issue, "Making it broke three times, so nobody got it. The server log says what happened."),
    );
  await db.distributionIssue.update({
    where: { id: issue.id },
    data: { renders: { increment: 1 } },
    select: { id: true },
  });
  let rendered: RenderedIssue | null;
  try {
    rendered = await render(sender, issue, issueRequest.parse(issue.request));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return transaction((tx) => failIssueIn(tx, issue, error.message));
  }
  if (rendered === null)
    return transaction((tx) => skipIssueIn(tx, issue, "There was nothing in it, and it is not sent when empty."));
  const made = rendered;
  await transaction((tx) => keepIn(tx, issue, sender, made), { seconds: 120 });
}

/** What was rendered, and who gets it, together; nothing when another worker was first. */
async function keepIn(
  tx: Tx,
  issue: IssueToSend,
  sender: Sender & { ok: true },
  rendered: RenderedIssue,
): Promise<void> {
  const [mine] = await tx.$queryRaw<unknown[]>`
    select 1 from distribution_issue where id = ${issue.id}::uuid and state = 'waiting' for update`;
  if (!mine) return;
  const request = issueRequest.parse(issue.request);
  if ((await addressIn(tx, issue, request)) === 0) return skipIssueIn(tx, issue, "Nobody was there to get it.");
  const community = await tx.community.findUnique({ where: { id: 1 }, select: { name: true } });
  const name = community?.name ?? "Fieldpost";
  const { scope } = sender.actor;
  const words = subjectOf(request.subject, {
    reportName: sender.report.name,
    day: dayIn(rendered.asOf, scope.timeZone),
    projectName: scope.kind === "project" ? scope.name : name,
    number: issue.number,
  });
  const subject = issue.cause === "test" ? `Test: ${words}` : words;
  const { text, html, files, filters, asOf } = rendered;
  const packageId = await keepPackageIn(tx, { subject, sender: name, text, html, files });
  await tx.distributionIssue.update({
    where: { id: issue.id },
    data: { state: "sending", subject, packageId, filters, asOf },
    select: { id: true },
  });
}

function dayIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(instant));
}
