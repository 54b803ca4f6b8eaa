import type { ProjectRole } from "@/lib/auth/permissions";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import type { JsonValue } from "@/lib/json/value";
import type { ProfileValue } from "@/lib/users/profile";
import type { NewUser, UserChange } from "@/lib/users/schema";
import type { Change } from "./schema";
import type { Verdict } from "./states";

/** A row as it came. */
export interface GivenRow {
  line: number;
  cells: readonly string[];
}

/** What a row would do, and what it is called. */
export interface Judged {
  line: number;
  verdict: Verdict;
  reason: string | null;
  detail: string | null;
  /** Without an id it is made by this row. */
  subject: { id: string | null; label: string } | null;
  changes: Change[];
  claims: string[];
  /** Null when nothing is to be written. */
  plan: Plan | null;
}

export interface Plan {
  /** Null with `account`, whose id is not known yet. */
  recordId: string | null;
  account?: Omit<NewUser, "password">;
  names?: UserChange;
  profile?: Record<string, ProfileValue>;
  /** A place in the project, new or changed. */
  member?: { username: string; role: ProjectRole };
  teamIds?: string[];
  values: ValuesPlan[];
}

export interface ValuesPlan {
  group: ExternalDataGroup;
  values: Map<string, JsonValue>;
}

/** Why a row is refused: in words that others share, and with what is particular to it. */
export interface Problem {
  reason: string;
  detail: string;
}

export function refused(line: number, problems: readonly Problem[], subject: Judged["subject"] = null): Judged {
  return {
    line,
    verdict: "refused",
    reason: problems[0]?.reason ?? null,
    detail: problems.map(({ detail }) => detail).join(" "),
    subject,
    changes: [],
    claims: [],
    plan: null,
  };
}

/** A row that wants nothing that is not so already. */
export function unchanged(line: number, subject: Judged["subject"], claims: string[], reason: string | null): Judged {
  return { line, verdict: "same", reason, detail: reason, subject, changes: [], claims, plan: null };
}

/** What somebody reads of a value that was typed by a machine or a person, shortened. */
export function shown(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text}”`;
}
