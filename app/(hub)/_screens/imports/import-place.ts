import type { Crumb } from "@/components/kit/breadcrumbs";
import type { Actor } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ImportKind } from "@/lib/imports/schema";

/** Where imports of one kind are found. */
export interface ImportPlace {
  scope: ScopeRef;
  kind: ImportKind;
  groupId: string | null;
  title: string;
  breadcrumbs: Crumb[];
  /** The page of these imports; with an id behind it, one of them. */
  base: string;
  /** Before a user's id; null for tickets. */
  recordBase: string | null;
}

/** Without a group it is about users themselves. */
export function importPlace(
  { scope }: Actor,
  group: { id: string; label: string; target: string } | null,
): ImportPlace {
  const isProject = scope.kind === "project";
  const root = isProject ? `/projects/${scope.key}` : "/community";
  const top = isProject ? { label: scope.name, href: root } : { label: "Community tools" };
  const title = group ? `Import ${group.label}` : "Import users";
  const parents = group
    ? [
        { label: "External data", href: `${root}/external-data` },
        { label: group.label, href: `${root}/external-data/${group.id}` },
      ]
    : [{ label: "Users" }, { label: isProject ? "Project users" : "Community users", href: `${root}/users` }];
  return {
    scope: isProject ? { project: scope.key } : "community",
    kind: group ? "values" : "users",
    groupId: group?.id ?? null,
    title,
    breadcrumbs: [top, ...parents, { label: title }],
    base: group ? `${root}/external-data/${group.id}/import` : `${root}/users/import`,
    recordBase: group?.target === "feedback" ? null : `${root}/users/`,
  };
}
