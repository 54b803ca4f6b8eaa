import type { Actor } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";

/** Where the reports of a scope stand on screen. */
export interface ReportPlace {
  scope: ScopeRef;
  /** The list's address. */
  base: string;
  /** Above the list; the list itself is not among them. */
  crumbs: { label: string; href?: string }[];
  /** `?project=<key>&`, or `?`: what addresses of live data begin their query with. */
  query: string;
}

export function reportPlace({ scope }: Actor): ReportPlace {
  if (scope.kind === "community")
    return {
      scope: "community",
      base: "/community/reports",
      crumbs: [{ label: "Community tools" }],
      query: "?",
    };
  const root = `/projects/${scope.key}`;
  return {
    scope: { project: scope.key },
    base: `${root}/reports`,
    crumbs: [{ label: scope.name, href: root }],
    query: `?project=${encodeURIComponent(scope.key)}&`,
  };
}

/** The first crumbs of a page below the list. */
export function crumbsBelow({ crumbs, base }: ReportPlace): ReportPlace["crumbs"] {
  return [...crumbs, { label: "Custom reports", href: base }];
}
