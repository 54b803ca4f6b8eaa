import { z } from "zod";
import { condition } from "@/lib/conditions/schema";
import { recordStates } from "./states";

/** Which records a person means: those ticked, or all that match what the list shows. Browser-safe. */
export const selection = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("ids"),
    ids: z
      .array(z.uuid())
      .min(1, { error: "Choose at least one record." })
      .max(10_000, { error: "Choose all that match instead." }),
  }),
  z.strictObject({
    kind: z.literal("matching"),
    condition,
    search: z.string().max(200).optional(),
    /** Unticked after "select all". */
    excluded: z.array(z.uuid()).max(10_000).default([]),
  }),
]);
export type Selection = z.infer<typeof selection>;

/** What "Perform action" asks. */
export const bulkInput = z.strictObject({
  macroId: z.uuid(),
  selection,
  /** How many records were shown to whoever confirmed; more or fewer now is refused. */
  expected: z.int().min(0).optional(),
});
export type BulkInput = z.infer<typeof bulkInput>;

/** How the set of a run is found while it is expanded; kept with the run, so that a restart goes on with the same question. */
export const runSelection = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("matching"),
    condition,
    search: z.string().optional(),
    excluded: z.array(z.uuid()),
    /** Judged as of then ("today", "is me"). */
    now: z.string(),
    me: z.string().optional(),
    /** The newest record when it was asked: what comes later is not meant. */
    upTo: z.uuid(),
  }),
  z.strictObject({ kind: z.literal("failed_of"), runId: z.uuid() }),
]);
export type RunSelection = z.infer<typeof runSelection>;

export const runsQuestion = z.strictObject({
  macroId: z.uuid().optional(),
  /** Only what is not over: the tray of running jobs. */
  active: z.boolean().optional(),
  /** Only bulk runs that others started and that ended since this instant. */
  endedSince: z.iso.datetime().optional(),
  /** The last id of the page before. */
  after: z.uuid().optional(),
});

export const recordsQuestion = z.strictObject({
  runId: z.uuid(),
  state: z.enum(recordStates).optional(),
  after: z.uuid().optional(),
});
