import { z } from "zod";

/** Where a value came from: `id` is the call, delivery attempt or person, `label` how to name it on screen. */
export const provenance = z.strictObject({
  source: z.enum(["listener", "capture", "person", "import"]),
  id: z.string().nullable(),
  label: z.string(),
  at: z.iso.datetime(),
});

export type Provenance = z.infer<typeof provenance>;

/** By field id. */
export const provenances = z.record(z.string(), provenance);
