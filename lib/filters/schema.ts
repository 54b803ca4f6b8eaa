import { z } from "zod";
import { condition } from "@/lib/conditions/schema";
import { tableColumn, tableSort, tableState } from "@/lib/conditions/table-state";

const name = z.string().trim().min(1, "Give it a name.").max(100, "Use at most 100 characters.");
const source = z.string().regex(/^(users|feedback:[0-9a-f-]{36})$/);
/** `mine` is private; `team` shares with the members of one team, `project` and `community` with everyone who works there. */
const visibility = z.enum(["mine", "team", "project", "community"]);
const shared = { visibility, teamId: z.uuid().nullish() };

export const filterInput = z.strictObject({ id: z.uuid().optional(), name, source, ...shared, condition });
export type FilterInput = z.output<typeof filterInput>;

export const viewInput = z.strictObject({
  id: z.uuid().optional(),
  name,
  source,
  ...shared,
  columns: z.array(tableColumn).min(1, "Add at least one item to the view.").max(100, "Use at most 100 items."),
  sort: z.array(tableSort).max(3).default([]),
  group: tableState.shape.group,
});
export type ViewInput = z.output<typeof viewInput>;
