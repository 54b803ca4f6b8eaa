import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { ReportBlock } from "./schema";
import { auditShared, blockKind, blockLabel, type BlockVersion, type StoredReport } from "./versions";

interface BlockEvent {
  verb: "created" | "changed" | "deleted";
  id: string;
  block: ReportBlock;
  before?: BlockVersion;
  after?: BlockVersion;
}

/** Writes what was done to a part of a report, when others see the report. */
export async function auditBlock(
  tx: Tx,
  actor: Can<"reports.write">,
  report: StoredReport,
  { block, ...event }: BlockEvent,
): Promise<void> {
  await auditShared(tx, actor, [report], { ...event, kind: blockKind, label: `${report.name}: ${blockLabel(block)}` });
}
