import { originOf } from "@/lib/community/settings";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { transaction } from "@/lib/db/transaction";
import { headerText } from "@/lib/mail/address";
import { queuePackageIn } from "@/lib/mail/queue-package";
import { nameColumns, personName } from "@/lib/users/person-name";
import type { Ending } from "@/lib/mail/opt-out";
import { linkToken, unsubscribeOneClick, unsubscribePage } from "./links";

/**
 * Writes the mails of an issue that was rendered, some recipients per transaction: each mail and the note that it is written are kept
 * together, so after a crash it goes on with those who have none. Of two workers each takes other recipients.
 */
export async function writeMails(issueId: string, atOnce: number): Promise<void> {
  let written: number;
  do written = await transaction((tx) => writeSomeIn(tx, issueId, atOnce), { seconds: 60 });
  while (written === atOnce);
}

async function writeSomeIn(tx: Tx, issueId: string, atOnce: number): Promise<number> {
  const issue = await tx.distributionIssue.findUnique({ where: { id: issueId, state: "sending" }, select: toWrite });
  if (!issue?.packageId) return 0;
  const next = await tx.$queryRaw<{ address: string }[]>`
    select address from distribution_recipient where issue_id = ${issueId}::uuid and state = 'waiting'
     order by address limit ${atOnce} for update skip locked`;
  const settings = await tx.community.findUnique({ where: { id: 1 }, select: { baseUrl: true } });
  const origin = originOf(settings ?? { baseUrl: null });
  const mails = await queuePackageIn(tx, {
    packageId: issue.packageId,
    subject: issue.subject ?? "",
    projectId: issue.report.projectId,
    cause:
      issue.cause === "schedule"
        ? { kind: "distribution", id: issueId, label: issue.distribution?.name ?? issue.report.name }
        : { kind: "person", id: issue.byId, label: senderOf(issue) },
    recipients: next.map(({ address }) => ({ to: address, ending: endingOf(issue, address, origin) })),
  });
  const [ids, addresses] = [mails.map(({ id }) => id), mails.map(({ to }) => to)];
  await tx.$executeRaw`
    update distribution_recipient r set state = 'written', mail_id = m.id
      from unnest(${ids}::uuid[], ${addresses}::text[]) as m(id, address)
     where r.issue_id = ${issueId}::uuid and r.address = m.address`;
  if (next.length < atOnce)
    await tx.$executeRaw`
      update distribution_issue set state = 'sent', finished_at = now()
       where id = ${issueId}::uuid and state = 'sending'
         and not exists (select from distribution_recipient where issue_id = ${issueId}::uuid and state = 'waiting')`;
  return next.length;
}

const toWrite = {
  reportId: true,
  distributionId: true,
  cause: true,
  byId: true,
  by: { select: nameColumns },
  packageId: true,
  subject: true,
  report: { select: { name: true, projectId: true } },
  distribution: { select: { name: true } },
} as const satisfies Prisma.DistributionIssueSelect;

type IssueToWrite = Prisma.DistributionIssueGetPayload<{ select: typeof toWrite }>;

function endingOf(issue: IssueToWrite, address: string, origin: string): Ending {
  const { reportId, distributionId } = issue;
  const token = linkToken("report unsubscribe", [reportId, distributionId, address]);
  return {
    why: headerText(whyOf(issue)),
    words: "Get no more of these e-mails",
    page: unsubscribePage(origin, token),
    oneClick: unsubscribeOneClick(origin, token),
  };
}

function whyOf(issue: IssueToWrite): string {
  const { cause, report, distribution } = issue;
  const sends = distribution ? `the distribution “${distribution.name}”` : `the report “${report.name}”`;
  if (cause === "test") return `This is a test of ${sends}. ${senderOf(issue)} asked for it, and nobody else got it.`;
  if (distribution) return `You get the report “${report.name}” by the distribution “${distribution.name}”.`;
  return `${senderOf(issue)} sent you the report “${report.name}”.`;
}

function senderOf({ by }: IssueToWrite): string {
  return by ? personName(by) : "Somebody whose account is gone";
}
