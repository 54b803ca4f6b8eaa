import type { Actor, Can } from "@/lib/auth/actor";
import { also, type ScopeRef } from "@/lib/auth/authorize";
import { getFeedbackType, type FeedbackType } from "@/lib/feedback/types";
import type { ListenerHome } from "@/lib/listeners/queries";
import type { ListenerTarget } from "@/lib/listeners/schema";
import { automationBase, type ListenersOf } from "./automation-base";

/** Where a list of listeners and its editor stand. */
export interface ListenerPlace {
  scope: ScopeRef;
  home: ListenerHome;
  target: ListenerTarget;
  type: FeedbackType | null;
  /** "User automation", "Feedback automation" or "Project automation". */
  title: string;
  /** The list's address. */
  base: string;
  /** Before a call's id. */
  callsBase: string;
  crumbs: { label: string; href?: string }[];
}

/** @throws AppError `not_found` for a type that the project does not have */
export async function listenerPlace(actor: Can<"listeners.read">, of: ListenersOf): Promise<ListenerPlace> {
  const root = rootOf(actor);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const first = project ? { label: project.name, href: root } : { label: "Community tools" };
  const shared = {
    scope: project ? { project: project.key } : ("community" as const),
    callsBase: `${root}/logs/calls/`,
    target: of.target,
  };
  if (of.target === "feedback") {
    const type = await getFeedbackType(also(actor, "types.read"), of.typeKey);
    return {
      ...shared,
      home: { target: "feedback", typeId: type.id },
      type,
      title: "Feedback automation",
      base: automationBase(root, of),
      crumbs: [first, { label: type.name, href: `${root}/feedback/${type.key}` }],
    };
  }
  const isUsers = of.target === "user";
  const back = isUsers
    ? { label: project ? "Project users" : "Community users", href: `${root}/users` }
    : { label: "External data", href: `${root}/external-data` };
  return {
    ...shared,
    home: { target: of.target },
    type: null,
    title: isUsers ? "User automation" : "Project automation",
    base: automationBase(root, of),
    crumbs: [first, back],
  };
}

export function rootOf(actor: Actor): string {
  return actor.scope.kind === "project" ? `/projects/${actor.scope.key}` : "/community";
}
