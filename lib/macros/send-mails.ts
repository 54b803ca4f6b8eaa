import { baseUrl } from "@/lib/community/settings";
import { queueMailIn } from "@/lib/mail/queue";
import { isEssential } from "./mail-of";
import type { ActionOf, ActionResult } from "./schema";
import { personOf, text, type Step } from "./step";

/** So many people get a mail for one record: a team for everybody is no list of recipients. */
const mostRecipients = 500;

/** Queues one mail for each recipient: nobody sees who else got it. */
export async function sendMails(step: Step, action: ActionOf<"email">): Promise<ActionResult> {
  if (action.to === "team") return mailTeam(step, action);
  const recipients = action.to === "target" ? [(await personOf(step)).email] : action.addresses;
  const refusals = await queueAll(step, action, recipients);
  if (refusals.length === 0) return { state: "done", message: recipients.join(", ") };
  return { state: refusals.length < recipients.length ? "failed" : "skipped", message: refusals.join(" ") };
}

async function mailTeam(step: Step, action: ActionOf<"email">): Promise<ActionResult> {
  const team = await findTeam(step, action.teamId);
  if (!team) return { state: "failed", message: "The team is gone. Choose another one in the macro." };
  const { name, addresses } = team;
  if (addresses.length === 0) return { state: "skipped", message: `Nobody active is in “${name}”.` };
  if (addresses.length > mostRecipients) {
    const message = `“${name}” has more than ${mostRecipients} people, too many for one record. Choose a smaller team.`;
    return { state: "failed", message };
  }
  const refusals = await queueAll(step, action, addresses);
  const sent = addresses.length - refusals.length;
  if (sent === 0) return { state: "skipped", message: `Everybody in “${name}” has turned off these e-mails.` };
  const people = sent === 1 ? "1 person" : `${sent} people`;
  const left = refusals.length > 0 ? `, not to ${refusals.length} who turned off these e-mails` : "";
  return { state: "done", message: `To ${people} of “${name}”${left}.` };
}

/** A project's team without those who have left the project: what a mail says is not for them any more. */
async function findTeam(
  { tx, run }: Step,
  id: string | null,
): Promise<{ name: string; addresses: string[] } | undefined> {
  const { projectId } = run.macro;
  const team = id ? await tx.team.findFirst({ where: { id, projectId }, select: { id: true, name: true } }) : null;
  if (!team) return undefined;
  const people = await tx.user.findMany({
    where: {
      state: "active",
      teamMemberships: { some: { teamId: team.id } },
      ...(projectId ? { participations: { some: { projectId, state: "active" } } } : {}),
    },
    orderBy: { email: "asc" },
    take: mostRecipients + 1,
    select: { email: true },
  });
  return { name: team.name, addresses: people.map(({ email }) => email) };
}

/** Why some are not written to. */
async function queueAll(step: Step, action: ActionOf<"email">, recipients: readonly string[]): Promise<string[]> {
  const { tx, run, record } = step;
  const refusals: string[] = [];
  const essential = isEssential(action, run.mails);
  // Fixed addresses are no people of ours, who could turn anything off.
  const optOut = action.to === "addresses" || essential ? undefined : { origin: await baseUrl() };
  for (const to of recipients) {
    const queued = await queueMailIn(tx, {
      to,
      subject: text(step, "subject"),
      text: text(step, "body"),
      html: step.texts.get("html"),
      projectId: run.macro.projectId,
      subjectId: record.subjectId,
      cause: run.origin,
      essential,
      ...(optOut && { optOut }),
    });
    if (!queued.ok) refusals.push(queued.reason);
  }
  return refusals;
}
