import { also } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { changeFeedbackIn } from "@/lib/feedback/change";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
import { countIn } from "@/lib/feedback/popularity";
import type { TicketInput } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { dice, type Dice } from "./dice";
import type { SamplePerson } from "./people";
import { bugTitles, comments, ideaTitles, steps } from "./texts";

export interface SampleTicket {
  id: string;
  displayId: string;
  createdAt: Date;
}

const origin: Origin = { kind: "sample", id: null, label: "Sample programme" };

/** Tickets with a history of their own: submitted over the last three months, moved on, commented. */
export async function makeTickets(
  actor: Can<"feedback.submit">,
  type: { id: string; prefix: string },
  people: readonly SamplePerson[],
  count: number,
): Promise<SampleTicket[]> {
  const roll = dice(type.prefix === "BUG" ? 42 : 7);
  const days = Array.from({ length: count }, () => roll.next() ** 1.3 * 90).sort((a, b) => b - a);
  const tickets: SampleTicket[] = [];
  while (tickets.length < count) {
    const some = days.slice(tickets.length, tickets.length + 40);
    const made = await transaction((tx) => makeSomeIn(tx, { actor, type, people, roll }, some), { seconds: 60 });
    tickets.push(...made);
  }
  return tickets;
}

interface Making {
  actor: Can<"feedback.submit">;
  type: { id: string; prefix: string };
  people: readonly SamplePerson[];
  roll: Dice;
}

async function makeSomeIn(tx: Tx, making: Making, days: readonly number[]): Promise<SampleTicket[]> {
  const { actor, type, people, roll } = making;
  const tickets: SampleTicket[] = [];
  const past: Moment[] = [];
  for (const ago of days) {
    const createdAt = new Date(Date.now() - ago * 86_400_000);
    const submitter = roll.pick(people);
    const input = type.prefix === "BUG" ? bug(roll) : ideaOf(roll);
    const ticket = await submitFeedbackIn(tx, actor, { ...input, typeId: type.id, submitterId: submitter.id, origin });
    past.push(...(await liveIn(tx, making, { id: ticket.id, submitterId: submitter.id }, createdAt)));
    tickets.push({ ...ticket, createdAt });
  }
  await moveBackIn(tx, past);
  return tickets;
}

/** When a ticket or comment came about, and when it was last changed. */
interface Moment {
  id: string;
  at: Date;
  changedAt: Date;
}

async function liveIn(
  tx: Tx,
  { actor, type, people, roll }: Making,
  { id: feedbackId, submitterId }: { id: string; submitterId: string },
  createdAt: Date,
): Promise<Moment[]> {
  const age = Date.now() - createdAt.getTime();
  const later = () => new Date(createdAt.getTime() + roll.next() * age);
  const isBug = type.prefix === "BUG";
  const statuses = isBug
    ? ["new", "open", "open", "vetted", "in_progress", "closed"]
    : ["new", "new", "considered", "planned", "closed"];
  const statusKey = age < 2 * 86_400_000 ? "new" : roll.pick(statuses);
  const talk = roll.chance(0.45) ? roll.whole(1, 4) : 0;
  const resolution =
    statusKey === "closed" && isBug
      ? { resolutionKey: roll.pick(["fixed", "fixed", "duplicate", "wont_fix"] as const) }
      : {};
  await changeFeedbackIn(tx, also(actor, "feedback.write"), feedbackId, { statusKey, ...resolution }, origin);
  const past: Moment[] = [];
  for (let n = 0; n < talk; n++) {
    const author = roll.pick(people);
    const { id } = await addFeedbackCommentIn(tx, also(actor, "feedback.comment"), {
      feedbackId,
      body: roll.pick(comments),
      kind: "comment",
      authorId: author.id,
      origin: { kind: "person", id: author.id, label: author.username },
    });
    const at = later();
    past.push({ id, at, changedAt: at });
  }
  await voteSomeIn(tx, { people, roll }, feedbackId, submitterId);
  return [...past, { id: feedbackId, at: createdAt, changedAt: later() }];
}

// A few tickets have many votes, most have none or one.
async function voteSomeIn(
  tx: Tx,
  { people, roll }: Pick<Making, "people" | "roll">,
  feedbackId: string,
  submitterId: string,
): Promise<void> {
  const wanted = Math.floor(roll.next() ** 4 * 16);
  const voters = new Set(Array.from({ length: wanted }, () => roll.pick(people).id));
  voters.delete(submitterId);
  const { count } = await tx.feedbackVote.createMany({ data: [...voters].map((userId) => ({ feedbackId, userId })) });
  if (count > 0) await countIn(tx, feedbackId, { votes: count });
}

async function moveBackIn(tx: Tx, moments: readonly Moment[]): Promise<void> {
  const past = sql`unnest(${moments.map(({ id }) => id)}::uuid[], ${moments.map(({ at }) => at.toISOString())}::timestamptz[],
    ${moments.map(({ changedAt }) => changedAt.toISOString())}::timestamptz[]) as p (id, at, changed_at)`;
  await tx.$executeRaw`update comment c set created_at = p.at from ${past} where c.id = p.id`;
  await tx.$executeRaw`update feedback f set created_at = p.at, modified_at = p.changed_at from ${past} where f.id = p.id`;
  await tx.$executeRaw`update feedback_change c set at = p.changed_at from ${past} where c.feedback_id = p.id`;
}

function bug(roll: Dice): TicketInput {
  const written = roll.pick(steps);
  return {
    title: roll.pick(bugTitles),
    values: {
      severity: roll.pick(["critical", "high", "high", "medium", "medium", "medium", "low"]),
      component: roll.pick(["boards", "editor", "sync", "export", "sign-in", "notifications"]),
      ...(written ? { steps: written } : {}),
      app_version: `3.${roll.whole(0, 2)}.0-beta.${roll.whole(1, 6)}`,
      ...(roll.chance(0.7) ? { reproducible: roll.chance(0.6) } : {}),
    },
  };
}

function ideaOf(roll: Dice): TicketInput {
  return {
    title: roll.pick(ideaTitles),
    values: {
      description: "It would save me a few minutes every day.",
      ...(roll.chance(0.8) ? { value: roll.pick(["a_lot", "some", "little"]) } : {}),
    },
  };
}
