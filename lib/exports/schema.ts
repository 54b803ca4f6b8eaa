import { z } from "zod";
import { condition } from "@/lib/conditions/schema";
import { exportFormats } from "./states";

/** What the viewer chose in the report's controls. */
const chosen = condition.optional();

/** What a file is of, as its person saw it. */
export const exportRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("report"), reportId: z.uuid(), chosen }),
  z.strictObject({ kind: z.literal("element"), elementId: z.uuid(), chosen }),
  z.strictObject({
    kind: z.literal("list"),
    source: z.string().regex(/^(users|feedback:[0-9a-f-]{36})$/, "There is no such list."),
    /** The list's state as `encodeTableState` writes it. */
    query: z.string().max(100_000),
  }),
]);
export type ExportRequest = z.output<typeof exportRequest>;

export const exportStart = z.strictObject({ request: exportRequest, format: z.enum(exportFormats) });
export type ExportStart = z.input<typeof exportStart>;
