import { sql } from "@/lib/db/sql";
import type { ElementQuestion } from "@/lib/elements/question";
import { listRecords } from "@/lib/sources/list";

/**
 * The question asked of nothing but the records that are in its table now. Of an element with a limit those are read first: what is asked
 * besides, such as what changed, would else be answered with records that move up in their place.
 */
export async function ofTableRows(question: ElementQuestion): Promise<ElementQuestion> {
  const { source, definition, condition, context } = question;
  const { limit, sort, measures } = definition;
  if (limit === null || measures.length > 0) return question;
  const { rows } = await listRecords(source, { condition, context, columns: [], sort, limit });
  const ids = rows.map(({ id }) => id);
  return { ...question, source: { ...source, where: sql`${source.where} and ${source.id} = any(${ids}::uuid[])` } };
}
