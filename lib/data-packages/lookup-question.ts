import { conditionLimits, type ConditionTest } from "@/lib/conditions/schema";
import { sql } from "@/lib/db/sql";
import { itemHeads } from "@/lib/elements/answer-records";
import type { ElementQuestion } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import type { SqlField } from "@/lib/fields/sql-field";
import type { LookupTarget } from "./schema";

/** What its records are; null where no address can name one of them. */
export function lookupTarget({
  source,
  definition,
}: Pick<ElementQuestion, "source" | "definition">): LookupTarget | null {
  if (definition.measures.length > 0) return null;
  if (source.key === "users") return "user";
  if (source.key === "projects") return "project";
  return source.key.startsWith("feedback") ? "feedback" : null;
}

/** External data among the items of an element: by them a record may be looked up as well. */
export function lookupFields(question: ElementQuestion): SqlField[] {
  return itemHeads(question).flatMap(({ path }) => {
    const field = question.source.catalog.find(path);
    return field && path.startsWith("external.") && (field.type === "text" || field.type === "number") ? [field] : [];
  });
}

/**
 * The question of the record that a value names alone; null where no record can have such a value.
 * @throws AppError `bad_request` for a field by which nothing is looked up
 */
export function questionOfOne(question: ElementQuestion, value: string, by: string | null): ElementQuestion | null {
  const { source } = question;
  const target = lookupTarget(question);
  if (target === null) throw new AppError("bad_request", "No address can name a record of this element.");
  const plain = { ...question, definition: { ...question.definition, sort: [], limit: null } };
  if (by !== null) return withTest(plain, testOf(question, by, value));
  if (uuid.test(value))
    return { ...plain, source: { ...source, where: sql`${source.where} and ${source.id} = ${value}::uuid` } };
  if (target === "user") return withTest(plain, isText(value.includes("@") ? "user.email" : "user.username", value));
  return withTest(plain, isText(target === "project" ? "project.key" : "feedback.display_id", value));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function testOf(question: ElementQuestion, by: string, value: string): ConditionTest | null {
  const fields = lookupFields(question);
  const field = fields.find(({ path }) => path === by);
  if (!field) {
    const known = fields.map(({ path }) => path).join(", ");
    throw new AppError(
      "bad_request",
      `by: ${known === "" ? "This element has no external data." : `Give one of ${known}.`}`,
    );
  }
  if (field.type === "text") return isText(by, value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? { field: by, is: "eq", value: number } : null;
}

function isText(field: string, value: string): ConditionTest | null {
  return value.length > conditionLimits.text ? null : { field, is: "is", value };
}

function withTest(question: ElementQuestion, test: ConditionTest | null): ElementQuestion | null {
  if (test === null) return null;
  return { ...question, condition: { match: "all", conditions: [question.condition, test] } };
}
