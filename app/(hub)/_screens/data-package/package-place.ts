import type { Actor } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";

/** Where the data packages of a scope stand on screen. */
export interface PackagePlace {
  scope: ScopeRef;
  /** The list's address. */
  base: string;
  reports: string;
  /** Above the list; the list itself is not among them. */
  crumbs: { label: string; href?: string }[];
}

export function packagePlace({ scope }: Actor): PackagePlace {
  if (scope.kind === "community") {
    const crumbs = [{ label: "Community tools" }];
    return { scope: "community", base: "/community/data-packages", reports: "/community/reports", crumbs };
  }
  const root = `/projects/${scope.key}`;
  return {
    scope: { project: scope.key },
    base: `${root}/data-packages`,
    reports: `${root}/reports`,
    crumbs: [{ label: scope.name, href: root }],
  };
}
