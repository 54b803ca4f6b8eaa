import { z } from "zod";

/** What can happen to a record, as triggers are set to it. */
export const recordEventKinds = [
  "feedback_submitted",
  "feedback_modified",
  "user_registered",
  "user_joined",
  "profile_changed",
  "team_changed",
  "external_data_changed",
] as const;
export type RecordEventKind = (typeof recordEventKinds)[number];

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]).nullable();

/** One field that has changed; values as people read them. */
export const recordChange = z.strictObject({ path: z.string(), label: z.string(), old: value, new: value });
export type RecordChange = z.infer<typeof recordChange>;
