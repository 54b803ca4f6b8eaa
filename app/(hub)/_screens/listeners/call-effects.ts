import { z } from "zod";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const stored = z.object({ label: z.string(), parameter: z.string(), value, changed: z.boolean().optional() });
const rejected = z.object({ parameter: z.string(), problem: z.string() });

const done = {
  stored: z.array(stored).optional().catch(undefined),
  rejected: z.array(rejected).optional().catch(undefined),
  ignored: z.array(z.string()).optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  path: z.string().optional().catch(undefined),
  runId: z.string().optional().catch(undefined),
  commentId: z.string().optional().catch(undefined),
};

const item = z.object({
  ...done,
  index: z.number(),
  status: z.number(),
  result: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  target: z.string().optional(),
});

const effects = z.object({ ...done, items: z.array(item).optional().catch(undefined) });

export type CallEffects = z.output<typeof effects>;
export type CallItem = z.output<typeof item>;

/** What the log keeps of what a call did. What it does not know it leaves out. */
export function readEffects(kept: unknown): CallEffects {
  const read = effects.safeParse(kept ?? {});
  return read.success ? read.data : {};
}
