import type { Scope } from "@/lib/auth/actor";
import type { SourceRef, Records } from "@/lib/sources/source";

/** What a report element is about. */
export interface DataSource extends Records {
  /** As a definition names it. */
  key: string;
  /** On screen: "Users", "Bug Report". */
  name: string;
  /** One of its rows and several: "ticket", "tickets". */
  noun: { one: string; many: string };
  /** The list in which its records are worked on, where there is one. */
  list: SourceRef | null;
}

export function projectOf(scope: Scope): string | null {
  return scope.kind === "project" ? scope.id : null;
}
