import { z } from "zod";

/** What is remembered when a person opens it. */
export const openedKinds = ["ticket", "user", "macro", "listener", "report", "data package"] as const;
export type OpenedKind = (typeof openedKinds)[number];

export const openedInput = z.strictObject({ kind: z.enum(openedKinds), id: z.uuid() });
export type OpenedInput = z.output<typeof openedInput>;

/** A saved filter on a person's own home page. */
export interface CountCard {
  id: string;
  filterId: string;
  name: string;
  /** What it lists: "Users", "Bug report". */
  what: string;
  /** The key of the feedback type; null for users. */
  typeKey: string | null;
  counted: Counted | null;
}

export interface Counted {
  count: number;
  at: string;
  /** False once it is so old that it is worth counting again. */
  isFresh: boolean;
  /** The last count of an earlier day, while the filter asks the same. */
  earlier: { count: number; at: string } | null;
}

/** One of the filters that can be put there. */
export interface CountableFilter {
  id: string;
  name: string;
  what: string;
}

/** When something next happens by itself. */
export interface NextRun {
  kind: "schedule" | "distribution" | "snapshot";
  id: string;
  name: string;
  /** What it runs or sends: a macro, a report. */
  what: string;
  at: string;
  /** Where it stands: of a schedule the target of its macro, and its feedback type. */
  target: "user" | "feedback" | null;
  typeKey: string | null;
  reportId: string | null;
  /** Null: it is the community's. */
  project: { key: string; name: string } | null;
}

/** Something that a person opened, as it is called now. */
export interface OpenedThing {
  kind: OpenedKind;
  id: string;
  /** What its address ends with: the display id of a ticket, else the id. */
  slug: string;
  name: string;
  at: string;
  project: { key: string; name: string } | null;
  /** Of a ticket, and of what belongs to a feedback type: its key. */
  typeKey: string | null;
  target: "user" | "feedback" | "project" | null;
}
