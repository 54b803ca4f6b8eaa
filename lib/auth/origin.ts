import { z } from "zod";
import type { Actor, Via } from "./actor";

/**
 * What caused an effect, written beside it: a comment, a change, a score entry, a value, a run. `chainId` and `depth` travel through
 * queues and outgoing headers, so that two systems echoing each other can be told from new work.
 */
export const origin = z.strictObject({
  kind: z.enum(["person", "listener", "macro", "capture", "import", "distribution", "command line", "sample"]),
  /** The person, call, run or delivery attempt. */
  id: z.string().nullable(),
  /** How to name it on screen without looking it up: "Manager", "appdata", "Escalate to Slack". */
  label: z.string(),
  chainId: z.uuid().optional(),
  depth: z.number().int().nonnegative().optional(),
});

export type Origin = z.infer<typeof origin>;

/** What an actor does without a chain of its own. */
export function originOf({ personId, name, via }: Actor): Origin {
  return { kind: kinds[via], id: personId, label: name };
}

const kinds: Record<Via, Origin["kind"]> = {
  browser: "person",
  "command line": "command line",
  listener: "listener",
  job: "macro",
  sample: "sample",
  invitation: "person",
};
