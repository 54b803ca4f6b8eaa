import { createHash } from "node:crypto";
import type { Can } from "@/lib/auth/actor";
import { withoutAsking } from "@/lib/conditions/ask";
import { canonical } from "@/lib/conditions/canonical";
import { fieldPaths } from "@/lib/conditions/paths";
import { isGroup, noFilter, type Condition, type ConditionPart } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { answerElement } from "@/lib/elements/answer";
import type { ElementData } from "@/lib/elements/data";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { questionOf, type ElementQuestion } from "@/lib/elements/question";
import type { ReportElement } from "./queries";

/** Milliseconds. An answer that is not older is shown again, with its time, instead of asking once more. */
export const snapshotLife = 15 * 60_000;

/** What a viewer chose in the report's controls: a condition over the items of the report. */
export interface Viewed {
  /** Tests on items that an element's data source does not have are passed over there. */
  chosen?: Condition;
  /** Ask again, however fresh the last answer is. */
  fresh?: boolean;
}

/**
 * An element's answer: the last one while it is fresh, else asked now and kept. Everyone who may see the report gets the same answer,
 * except where the question is about "me".
 * @throws AppError `invalid` for items that are gone, `unavailable` when it takes too long
 */
export async function readElement(
  actor: Can<"reports.read">,
  element: Pick<ReportElement, "id" | "definition">,
  viewed: Viewed = {},
): Promise<ElementData> {
  return readAnswer(element.id, await elementQuestion(actor, element, viewed.chosen), viewed.fresh);
}

/** The same for a question of `elementQuestion`. @param fresh asks again, however fresh the last answer is */
export async function readAnswer(elementId: string, question: ElementQuestion, fresh = false): Promise<ElementData> {
  const key = digestOf(question);
  const kept = fresh ? null : await findSnapshot(elementId, key);
  if (kept) return kept;
  const from = performance.now();
  const data = await answerElement(question);
  await keep(elementId, key, data, Math.round(performance.now() - from));
  return data;
}

/** The whole question of an element: what it asks, its filter, and what the viewer chose, who is asked for no values. */
export async function elementQuestion(
  actor: Can<"reports.read">,
  { definition }: Pick<ReportElement, "definition">,
  chosen?: Condition,
): Promise<ElementQuestion> {
  const source = await loadDataSource(actor, definition.source);
  const known = chosen && knownTests(withoutAsking(chosen), (path) => source.catalog.find(path) !== null);
  return questionOf(actor, source, definition, known ? [known] : []);
}

/** Paths of what a viewer chose that the element's data source does not have. */
export function passedOver({ source }: Pick<ElementQuestion, "source">, chosen: Condition = noFilter): string[] {
  return fieldPaths(withoutAsking(chosen)).filter((path) => source.catalog.find(path) === null);
}

/** The condition without its tests on other fields. */
export function knownTests(condition: Condition, isKnown: (path: string) => boolean): Condition {
  const part = (each: ConditionPart): ConditionPart[] => {
    if (isGroup(each)) return [{ ...each, conditions: each.conditions.flatMap(part) }];
    return isKnown(each.field) ? [each] : [];
  };
  return { ...condition, conditions: condition.conditions.flatMap(part) };
}

/** Equal questions have equal digests. The day is part of it, because "today" is. */
function digestOf({ definition, condition, context, source }: ElementQuestion): string {
  const { source: about, items, groups, measures, sort, limit } = definition;
  const asked = { about, items, groups, measures, sort, limit, condition: canonical(condition) };
  const me = JSON.stringify(condition).includes('_me"') ? context.me : null;
  const day = context.now.slice(0, 10);
  return createHash("sha256")
    .update(JSON.stringify([asked, me, day, source.zone]))
    .digest("base64url");
}

async function findSnapshot(elementId: string, question: string): Promise<ElementData | null> {
  const row = await db.reportSnapshot.findUnique({
    where: { elementId_question: { elementId, question } },
    select: { data: true, asOf: true },
  });
  const isFresh = row && Date.now() - row.asOf.getTime() < snapshotLife;
  // Written by `keep` only.
  return isFresh ? (row.data as unknown as ElementData) : null;
}

async function keep(elementId: string, question: string, data: ElementData, ms: number): Promise<void> {
  await db.$executeRaw`
    insert into report_snapshot (element_id, question, data, as_of, ms)
    select e.id, ${question}, ${JSON.stringify(plainJson(data))}::jsonb, ${data.asOf}::timestamptz, ${ms}
      from report_element e where e.id = ${elementId}::uuid
    on conflict (element_id, question) do update set data = excluded.data, as_of = excluded.as_of, ms = excluded.ms`;
}
