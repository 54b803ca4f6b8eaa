import { createHash } from "node:crypto";
import { findLastChange, type Seen } from "@/lib/audit/last-change";
import type { AuditKind } from "@/lib/audit/schema";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ReportBlock, ReportSettings } from "./schema";
import { isSeenByOthers, type StoredReport } from "./versions";

/**
 * What an editor began with, as a digest: private reports are not in the audit log, and that a part was moved changes nothing of what is
 * edited.
 */
export function blockSeen(block: ReportBlock): Seen {
  return digest(block);
}

/** Likewise of a report without its parts. */
export function settingsSeen({ name, description, visibility, access, controls }: ReportSettings): Seen {
  const shared = access.map(({ teamId, mayDistribute }) => [teamId, mayDistribute]);
  return digest([name, description, visibility, shared, controls]);
}

function digest(value: unknown): Seen {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}

interface Compared {
  kind: AuditKind;
  id: string;
  report: StoredReport;
  /** Null where nobody asks. */
  seen: Seen | null;
  present: Seen;
}

/**
 * Refuses to save over what was saved after an editor was opened. Call it under the lock of the report.
 * @throws AppError `stale`, its `fields` saying `by` whom and `at` which moment
 */
export async function requireUnchangedIn(tx: Tx, { kind, id, report, seen, present }: Compared): Promise<void> {
  if (seen === null || seen === present) return;
  const last = isSeenByOthers(report) ? await findLastChange(tx, kind, [id]) : null;
  throw staleBy(last, report.modifiedAt, `saved this ${kind}`);
}

/** @param last null where only the owner can have done it @param what "saved this report" */
export function staleBy(
  last: { by: string; at: Date } | null,
  at: Date,
  what: string,
  fields: Record<string, string> = {},
): AppError {
  const by = last?.by ?? "You";
  const message = `${last ? `${by} has` : "You have, in another window,"} ${what} since you opened it. Nothing of what is here was saved yet.`;
  return new AppError("stale", message, { by, at: (last?.at ?? at).toISOString(), ...fields });
}
