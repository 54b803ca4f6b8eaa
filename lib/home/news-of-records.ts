import "server-only";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Condition, ConditionTest } from "@/lib/conditions/schema";
import { getFeedbackType, listFeedbackTypes } from "@/lib/feedback/types";
import { countRecords } from "@/lib/sources/list";
import { ticketsOf, usersOf } from "@/lib/sources/load-source";
import { contextOf } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { mostCounted, type RecordNews, type TicketNews } from "./news-schema";

/**
 * Tickets of each feedback type that others submitted, changed or commented on. Each is a condition of the list, counted as the list
 * counts. Of a ticket that somebody changed and the actor changed after them, the actor knows.
 */
export async function newsOfTickets(actor: Can<"feedback.read">, since: Date): Promise<TicketNews[]> {
  if (actor.scope.kind !== "project") return [];
  const found: TicketNews[] = [];
  // One type after the other: a page is not worth all connections for questions at once.
  for (const { key } of await listFeedbackTypes(also(actor, "project.read"))) {
    const type = await getFeedbackType(also(actor, "types.read"), key);
    const source = await ticketsOf(actor, type);
    const [submitted, changed, commented] = await Promise.all(
      Object.values(ticketConditions(since)).map((condition) => count(source, condition, actor)),
    );
    if (submitted && changed && commented)
      found.push({ typeKey: key, typeName: type.name, submitted, changed, commented });
  }
  return found;
}

/** People who joined the project, or registered in the community. */
export async function newsOfPeople(actor: Can<"users.read">, since: Date): Promise<RecordNews> {
  const field = actor.scope.kind === "project" ? "user.joined_at" : "user.created_at";
  return count(await usersOf(actor), all(from(field, since), notMe("user.username")), actor);
}

function ticketConditions(since: Date) {
  return {
    submitted: all(from("feedback.created_at", since), notMe("submitter.username")),
    changed: all(from("feedback.modified_at", since), notMe("feedback.modified_by"), {
      match: "none",
      conditions: [from("feedback.created_at", since)],
    }),
    commented: all(from("feedback.last_comment_at", since), notMe("feedback.last_comment_by")),
  };
}

async function count(source: Source, condition: Condition, actor: Can<"users.read"> | Can<"feedback.read">) {
  const context = contextOf(source, actor);
  return { condition, ...(await countRecords(source, { condition, context }, mostCounted)) };
}

function all(...conditions: Condition["conditions"]): Condition {
  return { match: "all", conditions };
}

function from(field: string, since: Date): ConditionTest {
  return { field, is: "since", value: since.toISOString() };
}

function notMe(field: string): ConditionTest {
  return { field, is: "is_not_me" };
}
