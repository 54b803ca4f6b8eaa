import { automationBase } from "@/app/(hub)/_screens/listeners/automation-base";
import { rootOf } from "@/app/(hub)/_screens/listeners/listener-place";
import { macroPlace, type MacroPlaceOnScreen } from "@/app/(hub)/_screens/macros/macro-place";
import type { Can } from "@/lib/auth/actor";

export interface AutomationPlace extends MacroPlaceOnScreen {
  /** The address of the macros that can be started here. */
  macrosBase: string;
  /** The list of the records of this place. */
  listHref: string;
  /** Answers for them. */
  api: string;
}

/** Where the triggers and schedules of these records stand: beside the external listeners. @throws AppError `not_found` */
export async function automationPlace(actor: Can<"macros.read">, typeKey: string | null): Promise<AutomationPlace> {
  const place = await macroPlace(actor, typeKey);
  const project = actor.scope.kind === "project" ? actor.scope.key : null;
  const root = rootOf(actor);
  const query = new URLSearchParams({ ...(project && { project }), ...(typeKey && { type: typeKey }) });
  return {
    ...place,
    title: typeKey ? "Feedback automation" : "User automation",
    base: automationBase(root, typeKey ? { target: "feedback", typeKey } : { target: "user" }),
    macrosBase: place.base,
    listHref: typeKey ? `${root}/feedback/${typeKey}` : `${root}/users`,
    api: `/api/${typeKey ? "feedback" : "users"}?${query}`,
  };
}
