"use server";

import { z } from "zod";
import {
  addBlock as add,
  moveBlock as move,
  removeBlock as remove,
  setBlockWidth as setWidth,
  updateBlock as update,
} from "@/lib/reports/block-commands";
import {
  archiveReport as archive,
  cloneReport as clone,
  deleteReport as drop,
  updateReport as change,
} from "@/lib/reports/commands";
import { newBlock, reportBlock, reportSettings } from "@/lib/reports/schema";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });
const settingsOfOne = z.strictObject({ id: z.uuid(), report: reportSettings });

export const updateReport = action("reports.write", settingsOfOne, (actor, { id, report }) =>
  change(actor, id, report),
);
export const archiveReport = action("reports.write", one.extend({ archived: z.boolean() }), (actor, input) =>
  archive(actor, input.id, input.archived),
);
export const cloneReport = action("reports.write", one, (actor, { id }) => clone(actor, id));
export const deleteReport = action("reports.write", one, (actor, { id }) => drop(actor, id));

export const addBlock = action("reports.write", newBlock, add);
export const updateBlock = action("reports.write", one.extend({ block: reportBlock }), (actor, { id, block }) =>
  update(actor, id, block),
);
export const moveBlock = action("reports.write", one.extend({ to: z.int().min(0) }), (actor, { id, to }) =>
  move(actor, id, to),
);
export const setBlockWidth = action("reports.write", one.extend({ isHalf: z.boolean() }), (actor, { id, isHalf }) =>
  setWidth(actor, id, isHalf),
);
/** Answers what puts it back. */
export const removeBlock = action("reports.write", one, (actor, { id }) => remove(actor, id));
