import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import type { Db, Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { requireDistributable } from "./may-distribute";
import { requireElements, requireTeamsIn } from "./requirements";
import { mailsPerHour, type IssueRequest, type MailNowInput, type TestMailInput } from "./schema";

/**
 * *E-mail this report*: queues one issue for these people.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `invalid`, `too_many` when the person sends too much by hand
 */
export async function mailNow(actor: Can<"reports.read">, input: MailNowInput): Promise<{ issueId: string }> {
  const report = await requireDistributable(actor, input.reportId);
  requireElements(input, report.blocks);
  return transaction(async (tx) => {
    await requireTeamsIn(tx, actor, input.teamIds);
    await requireRoomIn(tx, actor);
    const { reportId, ...asked } = input;
    const request = { ...asked, name: report.name, skipEmpty: false };
    const issueId = await queueIssueIn(tx, actor, { reportId, distributionId: null, cause: "once", request });
    const { addresses, teamIds, formats } = request;
    await audit(tx, actor, {
      verb: "started",
      kind: "distribution",
      id: issueId,
      label: report.name,
      after: { reportId, addresses, teamIds, formats },
    });
    return { issueId };
  });
}

/** *Send me a test*: the form as it stands, to whoever asks. @throws AppError as `mailNow`, `conflict` for who has no address */
export async function mailTest(
  actor: Can<"reports.read">,
  input: TestMailInput,
): Promise<{ issueId: string; to: string }> {
  const report = await requireDistributable(actor, input.reportId);
  requireElements(input, report.blocks);
  return transaction(async (tx) => {
    const { reportId, distributionId, ...asked } = input;
    const [person, distribution] = await Promise.all([
      actor.personId && tx.user.findUnique({ where: { id: actor.personId }, select: { email: true } }),
      distributionId && tx.distribution.findFirst({ where: { id: distributionId, reportId }, select: { name: true } }),
    ]);
    if (!person) throw new AppError("conflict", "Only a person with an e-mail address can get a test.");
    if (distributionId && !distribution) throw new AppError("not_found", "There is no such distribution here.");
    await requireRoomIn(tx, actor);
    const name = (distribution && distribution.name) || report.name;
    const request = { ...asked, name, teamIds: [], addresses: [person.email], skipEmpty: false };
    const issueId = await queueIssueIn(tx, actor, { reportId, distributionId, cause: "test", request });
    return { issueId, to: person.email };
  });
}

async function queueIssueIn(
  tx: Tx,
  actor: Can<"reports.read">,
  issue: {
    reportId: string;
    distributionId: string | null;
    cause: "once" | "test";
    request: IssueRequest;
  },
): Promise<string> {
  const { reportId, distributionId } = issue;
  const last = distributionId
    ? await tx.distribution.findUnique({ where: { id: distributionId }, select: { lastNumber: true } })
    : { lastNumber: await lastByHand(tx, reportId) };
  const { id } = await tx.distributionIssue.create({
    // A test shows the number that comes next and takes none.
    data: {
      ...issue,
      request: plainJson(issue.request),
      byId: actor.personId,
      number: (last?.lastNumber ?? 0) + 1,
    },
    select: { id: true },
  });
  await queueJob(tx, "distributions.send", { issueId: id });
  return id;
}

/** The number of what was sent of a report by hand last; 0 before the first. */
export async function lastByHand(tx: Db, reportId: string): Promise<number> {
  const last = await tx.distributionIssue.findFirst({
    where: { reportId, distributionId: null, cause: "once" },
    orderBy: { id: "desc" },
    select: { number: true },
  });
  return last?.number ?? 0;
}

async function requireRoomIn(tx: Tx, actor: Can<"reports.read">): Promise<void> {
  const since = new Date(Date.now() - 3_600_000);
  const sent = await tx.distributionRecipient.count({
    where: { issue: { byId: actor.personId, cause: { not: "schedule" }, createdAt: { gte: since } } },
  });
  if (sent >= mailsPerHour)
    throw new AppError("too_many", "You have sent very many mails by hand in the last hour. Try again in an hour.");
}
