import type { Actor } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { AuditQuestion } from "@/lib/audit/schema";

/** Where the log of a scope stands. */
export interface AuditPlace {
  scope: ScopeRef;
  base: string;
  crumbs: { label: string; href?: string }[];
}

export function auditPlaceOf({ scope }: Pick<Actor, "scope">): AuditPlace {
  if (scope.kind === "community")
    return { scope: "community", base: "/community/audit", crumbs: [{ label: "Community tools" }] };
  const root = `/projects/${scope.key}`;
  return { scope: { project: scope.key }, base: `${root}/audit`, crumbs: [{ label: scope.name, href: root }] };
}

export function auditAddress(base: string, question: AuditQuestion): string {
  const asked = Object.entries(question).filter((member): member is [string, string] => Boolean(member[1]));
  return asked.length === 0 ? base : `${base}?${new URLSearchParams(asked)}`;
}
