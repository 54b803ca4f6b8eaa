import { groupColumn, type GroupColumn } from "./group-column";
import { newJoins } from "./joins";
import { measureColumn } from "./measure-column";
import { fieldOf, type ElementQuestion } from "./question";
import type { Summary } from "./read-cells";

/**
 * What a summary's groups and measures are to PostgreSQL.
 * @throws AppError `invalid`, naming an item that is gone or cannot do what is asked of it
 */
export async function summaryColumns(question: ElementQuestion): Promise<{ summary: Summary; groups: GroupColumn[] }> {
  const { definition } = question;
  const paths = [...definition.groups, ...definition.measures].flatMap(({ path }) => path ?? []);
  const joins = newJoins(paths.map((path) => fieldOf(question, path)));
  const groups = await Promise.all(definition.groups.map((group) => groupColumn(question, group, joins)));
  const measures = definition.measures.map((measure) => measureColumn(question, measure, joins));
  return { summary: { question, measures, joins: joins.list() }, groups };
}
