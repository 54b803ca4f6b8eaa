import type { AuditKind } from "@/lib/audit/schema";
import type { Condition } from "@/lib/conditions/schema";

/** Up to here a home page counts what changed; then it says that there is more. */
export const mostCounted = 1_000;

export interface NewsCount {
  count: number;
  /** False when there are more. */
  exact: boolean;
}

/** How many records of a list, and which they are. */
export interface RecordNews extends NewsCount {
  condition: Condition;
}

/** Of one feedback type. */
export interface TicketNews {
  typeKey: string;
  typeName: string;
  submitted: RecordNews;
  /** Without those that were submitted since. */
  changed: RecordNews;
  commented: RecordNews;
}

/** Entries of the audit log. */
export interface ChangeNews extends NewsCount {
  /** Who changed most of what; not everybody, and nobody where the count is not exact. */
  parts: { name: string; username: string; kind: AuditKind; count: number }[];
}

/** What changed in a scope since some time, by others than whoever asks; null where they have no right to see it. */
export interface News {
  tickets: TicketNews[];
  people: RecordNews | null;
  changes: ChangeNews | null;
  /** Bulk runs that ended. */
  runs: NewsCount | null;
  /** Webhooks that were queued since and failed. */
  failed: NewsCount | null;
  /** Reports that were shared with the actor. */
  reports: NewsCount | null;
  stopped: { id: string; name: string; reportId: string }[];
  /** False when counting something took too long and was left out. */
  isWhole: boolean;
}
