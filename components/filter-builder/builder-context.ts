"use client";

import { createContext, useContext } from "react";
import type { Condition } from "@/lib/conditions/schema";
import type { FieldCatalog } from "@/lib/fields/catalog";
import type { Counted } from "./counted";

export interface Builder {
  fields: FieldCatalog;
  condition: Condition;
  /**
   * Takes the new condition, tells screen readers what happened, and puts the keyboard on `focus`: the place of a part and the name of
   * one of its controls, as in its `data-control`.
   */
  change: (condition: Condition, told?: string, focus?: { at: string; control: string }) => void;
  /** What is wrong, by place. */
  problems: ReadonlyMap<string, string>;
  /** How many records are left after each part of the top level, by place. */
  steps?: Readonly<Record<string, Counted>>;
}

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("Only inside a FilterBuilder");
  return builder;
}

/** True in a popover: a list that opens elsewhere in the page would count as a click outside and close it. */
export const InPopover = createContext(false);

export function useListPlace() {
  return { withinPortal: !useContext(InPopover) };
}
