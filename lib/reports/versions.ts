import { audit, type AuditEvent } from "@/lib/audit/audit";
import type { AuditKind } from "@/lib/audit/schema";
import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { elementDefinition } from "@/lib/elements/schema";
import { z } from "zod";
import { reportControl, reportBlock, reportSettings, type ReportBlock } from "./schema";

/** How audit entries and messages call them. */
export const reportKind = "report" satisfies AuditKind;
export const blockKind = "report element" satisfies AuditKind;

const [element, heading, text, pageBreak] = reportBlock.options;
const known = { id: z.uuid().optional() };

/** A part of a deleted report, with what hung on it. Entries of earlier versions of Fieldpost keep the part alone. */
const keptBlock = z.discriminatedUnion("kind", [
  element.extend({
    ...known,
    /** Its place on the home page, where it was pinned. */
    pinPosition: z.int().optional(),
    /** The data packages and lookups that published it; they stay, and publish nothing meanwhile. */
    packages: z.array(z.object({ id: z.uuid(), name: z.string() })).optional(),
  }),
  heading.extend(known),
  text.extend(known),
  pageBreak.extend(known),
]);
export type KeptBlock = z.output<typeof keptBlock>;

/** A distribution that went with its report. What it was stands in its own entry. */
const keptDistribution = z.object({ id: z.uuid(), name: z.string(), ownerId: z.uuid().nullable() });
export type KeptDistribution = z.output<typeof keptDistribution>;

/** A report as the audit log keeps it; of a deleted one everything that it consisted of. */
export const reportVersion = z.object({
  ...reportSettings.shape,
  archived: z.boolean().default(false),
  ownerId: z.uuid().nullish(),
  blocks: z.array(keptBlock).optional(),
  distributions: z.array(keptDistribution).optional(),
});
export type ReportVersion = z.output<typeof reportVersion>;

/** What of a version is saved over a report that is there. */
export const savedVersion = reportVersion.omit({ ownerId: true, blocks: true, distributions: true });
export type SavedVersion = z.output<typeof savedVersion>;

/** A part of a report likewise, with its place, 0 the first. */
export const blockVersion = z.object({ reportId: z.uuid(), position: z.int().min(0), block: reportBlock });
export type BlockVersion = z.output<typeof blockVersion>;

export const reportColumns = {
  id: true,
  name: true,
  description: true,
  visibility: true,
  controls: true,
  ownerId: true,
  archivedAt: true,
  modifiedAt: true,
  access: { select: { teamId: true, mayDistribute: true }, orderBy: { team: { name: "asc" } } },
} as const satisfies Prisma.ReportSelect;
export type StoredReport = Prisma.ReportGetPayload<{ select: typeof reportColumns }>;

export function reportVersionOf(row: StoredReport): SavedVersion {
  return {
    name: row.name,
    description: row.description,
    visibility: row.visibility === "mine" ? "mine" : "shared",
    access: row.access,
    controls: z.array(reportControl).parse(row.controls),
    archived: row.archivedAt !== null,
  };
}

export const blockColumns = {
  id: true,
  kind: true,
  name: true,
  text: true,
  isHalf: true,
  definition: true,
  filterId: true,
} as const satisfies Prisma.ReportElementSelect;
type StoredBlock = Prisma.ReportElementGetPayload<{ select: typeof blockColumns }>;

/** A part as it is written, out of its row. */
export function blockOf({ kind, name, text, isHalf, definition, filterId }: StoredBlock): ReportBlock {
  switch (kind) {
    case "element": {
      const stored = z.record(z.string(), z.unknown()).parse(definition);
      return { kind, name, isHalf, definition: elementDefinition.parse({ ...stored, filterId }) };
    }
    case "heading":
      return { kind, name };
    case "text":
      return { kind, text };
    case "page_break":
      return { kind };
  }
}

/** How a part is called where it is spoken of. */
export function blockLabel(block: ReportBlock): string {
  if (block.kind === "text") return "Text";
  return block.kind === "page_break" ? "Page break" : block.name;
}

/** What only its owner sees and saw is nobody's configuration, and not in the audit log. */
export function isSeenByOthers({
  visibility,
  access,
  ownerId,
}: Pick<StoredReport, "visibility" | "access" | "ownerId">): boolean {
  return visibility !== "mine" || access.length > 0 || ownerId === null;
}

/** Written when the report is, or was, seen by others. */
export async function auditShared(
  tx: Tx,
  actor: Can<"reports.write">,
  reports: readonly StoredReport[],
  event: AuditEvent,
): Promise<void> {
  if (reports.some(isSeenByOthers)) await audit(tx, actor, event);
}
