import type { Actor } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { MailContext } from "@/lib/mail-templates/schema";

/** Where the templates of a scope stand on screen. */
export interface TemplatePlace {
  scope: ScopeRef;
  /** The list's address. */
  base: string;
  /** Before a user macro's id. */
  userMacros: string;
  /** Before a feedback type's key; null in the community. */
  types: string | null;
  crumbs: { label: string; href?: string }[];
}

export function templatePlace({ scope }: Actor): TemplatePlace {
  if (scope.kind === "community") {
    return {
      scope: "community",
      base: "/community/mail-templates",
      userMacros: "/community/users/resources",
      types: null,
      crumbs: [{ label: "Community tools" }, { label: "Users", href: "/community/users" }],
    };
  }
  const root = `/projects/${scope.key}`;
  return {
    scope: { project: scope.key },
    base: `${root}/configuration/mail-templates`,
    userMacros: `${root}/users/resources`,
    types: `${root}/configuration/feedback-types`,
    crumbs: [
      { label: scope.name, href: root },
      { label: "Project configuration", href: `${root}/configuration` },
    ],
  };
}

/** A macro that sends a template. */
export function macroHref(place: TemplatePlace, { macroId, typeKey }: { macroId: string; typeKey: string | null }) {
  return typeKey === null ? `${place.userMacros}/${macroId}` : `${place.types}/${typeKey}/resources/${macroId}`;
}

/** For what a template can be sent: "Users", "Bug report", "All feedback types". */
export function contextWords({ target }: MailContext, typeName: string | null): string {
  if (target === "user") return "Users";
  return typeName ?? "All feedback types";
}
