import { crumbsBelow, reportPlace } from "@/app/(hub)/_screens/report/report-place";
import type { Actor } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";

/** Where the distributions of a report stand on screen. */
export interface DistributionPlace {
  scope: ScopeRef;
  reportHref: string;
  /** The list's address. */
  base: string;
  /** Above the list; the list itself is not among them. */
  crumbs: { label: string; href?: string }[];
}

export function distributionPlace(actor: Actor, report: { id: string; name: string }): DistributionPlace {
  const place = reportPlace(actor);
  const reportHref = `${place.base}/${report.id}`;
  return {
    scope: place.scope,
    reportHref,
    base: `${reportHref}/distribution`,
    crumbs: [...crumbsBelow(place), { label: report.name, href: reportHref }],
  };
}

/** The first crumbs of a page below the list. */
export function crumbsBelowList({ crumbs, base }: DistributionPlace): DistributionPlace["crumbs"] {
  return [...crumbs, { label: "Distribution", href: base }];
}
