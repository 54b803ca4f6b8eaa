import { AppError } from "@/lib/errors/app-error";
import { countRecords, listRecords } from "@/lib/sources/list";
import type { ItemHead, RecordsData } from "./data";
import { fieldOf, infoOf, type ElementQuestion } from "./question";

/** The first records in the order of the element, and how many there are. */
export async function answerRecords(question: ElementQuestion, most: number): Promise<RecordsData> {
  const { source, definition, condition, context } = question;
  const items = itemHeads(question);
  const wanted = Math.min(most, definition.limit ?? most);
  const asked = { condition, context };
  const [{ count }, page] = await Promise.all([
    countRecords(source, asked, null),
    listRecords(source, {
      ...asked,
      columns: items.map(({ path }) => path),
      sort: definition.sort,
      limit: wanted,
    }),
  ]);
  const all = Math.min(count, definition.limit ?? count);
  return {
    shape: "records",
    items,
    rows: page.rows.map(({ id, label, values }) => ({
      id,
      label,
      values: items.map(({ path }) => values[path] ?? null),
    })),
    count: all,
    isCut: page.rows.length < all,
    asOf: context.now,
    zone: source.zone,
  };
}

/** @throws AppError `invalid`, naming an item that does not exist any more */
export function itemHeads(question: ElementQuestion): ItemHead[] {
  const { items } = question.definition;
  if (items.length === 0)
    throw new AppError("invalid", "Choose at least one item to show.", { items: "Choose at least one item." });
  return items.map(({ path, label, format }) => {
    const field = fieldOf(question, path);
    return { path, label: label ?? field.label, field: infoOf(field), format };
  });
}
