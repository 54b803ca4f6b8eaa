import { also } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { changeFeedbackIn } from "@/lib/feedback/change";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
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
  for (const ago of days) {
    const createdAt = new Date(Date.now() - ago * 86_400_000);
    const submitter = roll.pick(people);
    const input = type.prefix === "BUG" ? bug(roll) : ideaOf(roll);
    const ticket = await transaction((tx) =>
      submitFeedbackIn(tx, actor, { ...input, typeId: type.id, submitterId: submitter.id, origin }),
    );
    await live(actor, roll, ticket.id, type.prefix, createdAt, people);
    tickets.push({ ...ticket, createdAt });
  }
  return tickets;
}

async function live(
  actor: Can<"feedback.submit">,
  roll: Dice,
  feedbackId: string,
  prefix: string,
  createdAt: Date,
  people: readonly SamplePerson[],
): Promise<void> {
  const age = Date.now() - createdAt.getTime();
  const later = () => new Date(createdAt.getTime() + roll.next() * age);
  const statuses =
    prefix === "BUG"
      ? ["new", "open", "open", "vetted", "in_progress", "closed"]
      : ["new", "new", "considered", "planned", "closed"];
  const statusKey = age < 2 * 86_400_000 ? "new" : roll.pick(statuses);
  const talk = roll.chance(0.45) ? roll.whole(1, 4) : 0;
  await transaction(async (tx) => {
    await changeFeedbackIn(
      tx,
      also(actor, "feedback.write"),
      feedbackId,
      {
        statusKey,
        ...(statusKey === "closed" && prefix === "BUG"
          ? { resolutionKey: roll.pick(["fixed", "fixed", "duplicate", "wont_fix"]) }
          : {}),
      },
      origin,
    );
    for (let n = 0; n < talk; n++) {
      const author = roll.pick(people);
      const { id } = await addFeedbackCommentIn(tx, also(actor, "feedback.comment"), {
        feedbackId,
        body: roll.pick(comments),
        kind: "comment",
        authorId: author.id,
        origin: { kind: "person", id: author.id, label: author.username },
      });
      await tx.comment.update({ where: { id }, data: { createdAt: later() }, select: { id: true } });
    }
    const changedAt = later();
    await tx.feedback.update({
      where: { id: feedbackId },
      data: { createdAt, modifiedAt: changedAt },
      select: { id: true },
    });
    await tx.feedbackChange.updateMany({ where: { feedbackId }, data: { at: changedAt } });
  });
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

/** The tickets of one type, newest first, for what the sample does next. */
export async function newestTickets(typeId: string, take: number) {
  const rows = await db.feedback.findMany({
    where: { typeId },
    orderBy: { createdAt: "desc" },
    take,
    select: { id: true, displayId: true },
  });
  return rows.map((row) => ({ id: row.id, label: row.displayId }));
}
