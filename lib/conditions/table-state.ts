import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { condition } from "./schema";

const path = z.string().min(1).max(200);

export const tableColumn = z.strictObject({
  path,
  /** In pixels. */
  width: z.int().min(40).max(1_200).optional(),
  /** Stands instead of the field's own label. */
  label: z.string().max(100).optional(),
  /** How values are written: dates by how long ago (without one), as a day or with the time; numbers without separators; texts in full. */
  format: z.enum(["day", "time", "plain", "whole"]).optional(),
});
export type TableColumn = z.infer<typeof tableColumn>;

/** The `group` of a list that is not grouped although its view is. */
export const noGroup = "-";

export const tableSort = z.strictObject({ path, dir: z.enum(["asc", "desc"]) });
export type TableSort = z.infer<typeof tableSort>;

/**
 * The state of a list: in the URL its address, in the database a Filter and a View, in Perform action "all that match". A saved filter or
 * view together with a condition or columns of one's own means: that one, changed and not saved.
 */
export const tableState = z.strictObject({
  /** Id of a saved filter. */
  filter: z.string().max(64).optional(),
  condition: condition.optional(),
  /** Id of a saved view. */
  view: z.string().max(64).optional(),
  columns: z.array(tableColumn).max(100).optional(),
  /** First to last; the source adds the id, so that pages never overlap. */
  sort: z.array(tableSort).max(3).optional(),
  /** A field whose values come together, each under its own head, before the order of `sort`. */
  group: path.optional(),
  search: z.string().max(200).optional(),
  /** Where the page begins; made by the source, opaque to everyone else. */
  cursor: z.string().max(2_000).optional(),
});
export type TableState = z.infer<typeof tableState>;

/** The state as URL parameters, without blanks, in one order: equal states have equal addresses. */
export function encodeTableState(state: TableState): URLSearchParams {
  const written: [string, string | undefined][] = [
    ["after", state.cursor],
    ["columns", state.columns?.map(writeColumn).join(",")],
    ["filter", state.filter],
    ["group", state.group],
    ["q", state.search?.trim()],
    ["sort", state.sort?.map(({ path, dir }) => (dir === "desc" ? `-${path}` : path)).join(",")],
    ["view", state.view],
    ["where", writeCondition(state)],
  ];
  return new URLSearchParams(written.flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/**
 * Reads what `encodeTableState` wrote; other parameters are left to their owners.
 * @throws AppError `bad_request`: a link whose filter cannot be read must not show everything instead.
 */
export function decodeTableState(parameters: URLSearchParams): TableState {
  const read = (name: string) => parameters.get(name) || undefined;
  const parsed = tableState.safeParse({
    cursor: read("after"),
    columns: read("columns")?.split(",").map(readColumn),
    filter: read("filter"),
    group: read("group"),
    search: read("q"),
    sort: read("sort")?.split(",").map(readSort),
    view: read("view"),
    condition: readJson(read("where")),
  });
  if (!parsed.success) throw unreadable();
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
}

// A saved filter replaced by "No filter" is a change worth an address; without a saved filter it is the default.
function writeCondition({ condition, filter }: TableState): string | undefined {
  if (!condition) return undefined;
  return !filter && condition.conditions.length === 0 ? undefined : JSON.stringify(condition);
}

function writeColumn({ path, width, label, format }: TableColumn): string {
  return [path, width ?? "", label ? encodeURIComponent(label) : "", format ?? ""].join(":").replace(/:+$/, "");
}

function readColumn(text: string): unknown {
  const [path, width, label, format] = text.split(":");
  return {
    path,
    ...(width && { width: Number(width) }),
    ...(label && { label: decoded(label) }),
    ...(format && { format }),
  };
}

function readSort(text: string): unknown {
  return text.startsWith("-") ? { path: text.slice(1), dir: "desc" } : { path: text, dir: "asc" };
}

function readJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}

function unreadable(): AppError {
  return new AppError(
    "bad_request",
    "This address does not describe a list. Open the list from the menu and set it up again.",
  );
}
