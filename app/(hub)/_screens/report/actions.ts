"use server";

import { z } from "zod";
import { deleteReport as drop } from "@/lib/distributions/delete-report";
import {
  addBlock as add,
  moveBlock as move,
  removeBlock as remove,
  restoreBlock as putBack,
  setBlockWidth as setWidth,
  updateBlock as update,
} from "@/lib/reports/block-commands";
import { archiveReport as archive, cloneReport as clone, updateReport as change } from "@/lib/reports/commands";
import { getReportUses as usesOf } from "@/lib/reports/removed-report";
import { newBlock, reportBlock, reportSettings } from "@/lib/reports/schema";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });
/** What its editor began with; null saves over whatever is there. */
const seen = z.string().max(60).nullable();

export const updateReport = action(
  "reports.write",
  one.extend({ report: reportSettings, seen }),
  (actor, { id, report, seen: begun }) => change(actor, id, report, begun),
);
export const archiveReport = action("reports.write", one.extend({ archived: z.boolean() }), (actor, input) =>
  archive(actor, input.id, input.archived),
);
export const cloneReport = action("reports.write", one, (actor, { id }) => clone(actor, id));
export const deleteReport = action("reports.write", one, (actor, { id }) => drop(actor, id));
/** Answers what would go with it. */
export const getReportUses = action("reports.write", one, (actor, { id }) => usesOf(actor, id));

export const addBlock = action("reports.write", newBlock, add);
export const updateBlock = action(
  "reports.write",
  one.extend({ block: reportBlock, seen }),
  (actor, { id, block, seen: begun }) => update(actor, id, block, begun),
);
export const moveBlock = action(
  "reports.write",
  one.extend({ to: z.int().min(0), from: z.int().min(0) }),
  (actor, { id, to, from }) => move(actor, id, to, from),
);
export const setBlockWidth = action("reports.write", one.extend({ isHalf: z.boolean() }), (actor, { id, isHalf }) =>
  setWidth(actor, id, isHalf),
);
/** Answers what goes without it. */
export const removeBlock = action("reports.write", one, (actor, { id }) => remove(actor, id));
export const restoreBlock = action("reports.write", one, (actor, { id }) => putBack(actor, id));
