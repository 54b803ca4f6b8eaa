import type { Rows } from "./load-rows";
import { distinctNames, Missing, namerOf, type Namer } from "./namer";
import { AppError } from "@/lib/errors/app-error";

/** The rows that stand in the file of a project, under the names that they have there. */
export interface ShownRows extends Rows {
  /** Of the reports that stand in the file and are not in the archive. */
  distributions: Rows["distributions"];
  namer: Namer;
  /** By row id, of what has no key. */
  names: Map<string, string>;
  /** The filters that the community shares, which the project may ask. */
  communityFilters: Rows["filters"];
}

export function shownRows(rows: Rows): ShownRows {
  const elements = rows.reports.flatMap(({ blocks }) =>
    blocks.flatMap(({ block }) => (block.kind === "element" ? [block.definition] : [])),
  );
  const asked = new Set(
    [...rows.listeners, ...rows.triggers, ...rows.schedules, ...elements].map(({ filterId }) => filterId),
  );
  const isHere = ({ projectId }: { projectId: string | null }) => projectId !== null;
  // One that is somebody's own is nobody else's business, unless the project's configuration hangs on it.
  const filters = rows.filters.filter((row) => isHere(row) && (isShared(row) || asked.has(row.id)));
  const views = rows.views.filter(isShared);
  const sent = new Set(rows.reports.flatMap(({ id, isArchived }) => (isArchived ? [] : [id])));
  const distributions = rows.distributions.filter(({ reportId }) => sent.has(reportId));
  const plain = namerOf(rows, new Map());
  const names = new Map([
    ...distinctNames(filters.map(({ id, name, source }) => ({ id, name, of: plain.sourceOf(source) }))),
    ...distinctNames(views.map(({ id, name, source }) => ({ id, name, of: plain.sourceOf(source) }))),
    ...distinctNames(rows.reports.map(({ id, name }) => ({ id, name, of: "report" }))),
    ...distinctNames(distributions.map(({ id, name, reportId }) => ({ id, name, of: reportId }))),
    ...[rows.triggers, rows.schedules].flatMap((list) => [
      ...distinctNames(list.map(({ id, name, feedbackTypeId }) => ({ id, name, of: plain.recordsOf(feedbackTypeId) }))),
    ]),
  ]);
  const communityFilters = rows.filters.filter((row) => !isHere(row) && row.visibility === "community");
  return { ...rows, filters, views, distributions, communityFilters, namer: namerOf(rows, names), names };
}

/** What was shared with a team that is gone is its owner's again. */
function isShared({ visibility, teamId }: { visibility: string; teamId: string | null }): boolean {
  return visibility !== "mine" && (visibility !== "team" || teamId !== null);
}

/**
 * Reads each row, the result ordered by what it is for and then by key or name, in every project alike.
 * @throws AppError `conflict` naming the row that names something which is gone
 */
export function readEach<
  Row extends { name: string },
  Read extends { of?: string; report?: string; name: string; key?: string },
>(what: string, rows: readonly Row[], read: (row: Row) => Read): Read[] {
  const all = rows.map((row) => {
    try {
      return read(row);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      const message = `The ${what} “${row.name}” names something that is gone. Open it, choose something else and save it; then try again.`;
      throw new AppError("conflict", message);
    }
  });
  const place = ({ of, report, key, name }: Read) => `${of ?? report ?? ""}\0${key ?? name}`;
  return all.sort((one, other) => (place(one) < place(other) ? -1 : 1));
}
