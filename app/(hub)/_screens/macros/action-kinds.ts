import { runningOrder } from "@/lib/macros/running-order";
import { actionLabels, type MacroTarget } from "@/lib/macros/schema";
import type { EditorPlace } from "./editor-context";
import type { PlainAction } from "./macro-form";

type Kind = PlainAction["kind"];

/** On what a kind of action is offered. A user macro has no ticket to change. */
const offeredOn: Record<Kind, readonly MacroTarget[]> = {
  set_field: ["feedback"],
  set_status: ["feedback"],
  set_resolution: ["feedback"],
  set_visibility: ["feedback"],
  set_blocked: ["feedback"],
  add_to_team: ["user", "feedback"],
  remove_from_team: ["user", "feedback"],
  move_team: ["user", "feedback"],
  add_points: ["user", "feedback"],
  add_comment: ["user", "feedback"],
  email: ["user", "feedback"],
  run_macro: ["user", "feedback"],
  remove_from_project: ["user"],
  delete_user: ["user"],
};

/** What "Add another action" offers here, in the order in which it runs. */
export function offeredKinds({ home, isCommunity }: EditorPlace): Kind[] {
  const elsewhere = isCommunity ? "remove_from_project" : "delete_user";
  const kinds = Object.keys(offeredOn) as Kind[];
  return kinds
    .filter((kind) => offeredOn[kind].includes(home.target) && kind !== elsewhere)
    .sort((a, b) => runningOrder[a] - runningOrder[b]);
}

export function actionTitle(kind: Kind, isFeedback: boolean): string {
  if (kind === "add_comment") return isFeedback ? "Add reply or note" : "Add note";
  return actionLabels[kind];
}

export function emptyAction(kind: Kind): PlainAction {
  const shared = { id: crypto.randomUUID(), enabled: true, onlyIfWebhookSucceeded: false };
  switch (kind) {
    case "set_field":
      return { ...shared, kind, fieldKey: "", value: "" };
    case "set_status":
      return { ...shared, kind, statusKey: "" };
    case "set_resolution":
      return { ...shared, kind, resolutionKey: "" };
    case "set_visibility":
      return { ...shared, kind, visibility: "public" };
    case "set_blocked":
      return { ...shared, kind, blocked: true };
    case "add_to_team":
    case "remove_from_team":
      return { ...shared, kind, teamId: "" };
    case "move_team":
      return { ...shared, kind, fromTeamId: "", teamId: "" };
    case "add_points":
      return { ...shared, kind, rankId: null, points: null, reason: "" };
    case "add_comment":
      return { ...shared, kind, as: "reply", body: "" };
    case "email":
      return {
        ...shared,
        kind,
        to: "target",
        addresses: [],
        teamId: null,
        templateId: null,
        essential: false,
        subject: "",
        body: "",
      };
    case "run_macro":
      return { ...shared, kind, macroId: "" };
    case "remove_from_project":
    case "delete_user":
      return { ...shared, kind };
  }
}
