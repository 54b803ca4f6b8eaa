import type { Can } from "@/lib/auth/actor";
import { also, type ScopeRef } from "@/lib/auth/authorize";
import { getFeedbackType, type FeedbackType } from "@/lib/feedback/types";
import type { MacroHome } from "@/lib/macros/schema";

/** Where a list of macros and its editor stand: users of the community or of a project, or one feedback type. */
export interface MacroPlaceOnScreen {
  scope: ScopeRef;
  home: MacroHome;
  type: FeedbackType | null;
  /** "User resources" or "Feedback resources". */
  title: string;
  /** The list's address. */
  base: string;
  /** Before a run's id. */
  runsBase: string;
  /** The list of e-mail templates. */
  mailTemplatesBase: string;
  crumbs: { label: string; href?: string }[];
}

/** `typeKey` is the feedback type's, null for users. @throws AppError `not_found` */
export async function macroPlace(actor: Can<"macros.read">, typeKey: string | null): Promise<MacroPlaceOnScreen> {
  const type = typeKey === null ? null : await getFeedbackType(also(actor, "types.read"), typeKey);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const root = project ? `/projects/${project.key}` : "/community";
  const first = project ? { label: project.name, href: root } : { label: "Community tools" };
  const shared = {
    scope: project ? { project: project.key } : ("community" as const),
    runsBase: `${root}/runs/`,
    mailTemplatesBase: project ? `${root}/configuration/mail-templates` : `${root}/mail-templates`,
  };
  if (!type) {
    return {
      ...shared,
      home: { target: "user" },
      type,
      title: "User resources",
      base: `${root}/users/resources`,
      crumbs: [first, { label: project ? "Project users" : "Users", href: `${root}/users` }],
    };
  }
  return {
    ...shared,
    home: { target: "feedback", typeId: type.id },
    type,
    title: "Feedback resources",
    base: `${root}/configuration/feedback-types/${type.key}/resources`,
    crumbs: [first, { label: type.name, href: `${root}/feedback/${type.key}` }],
  };
}
