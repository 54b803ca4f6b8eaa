import { automationBase, rootOf } from "@/app/(hub)/_screens/listeners/listener-place";
import { macroPlace, type MacroPlaceOnScreen } from "@/app/(hub)/_screens/macros/macro-place";
import type { Can } from "@/lib/auth/actor";

export interface TriggerPlace extends MacroPlaceOnScreen {
  /** The address of the macros that a trigger can run. */
  macrosBase: string;
  /** Answers for the records of this place. */
  api: string;
}

/** Where the triggers of these records stand: beside the external listeners. @throws AppError `not_found` */
export async function triggerPlace(actor: Can<"macros.read">, typeKey: string | null): Promise<TriggerPlace> {
  const place = await macroPlace(actor, typeKey);
  const project = actor.scope.kind === "project" ? actor.scope.key : null;
  const query = new URLSearchParams({ ...(project && { project }), ...(typeKey && { type: typeKey }) });
  return {
    ...place,
    title: typeKey ? "Feedback automation" : "User automation",
    base: automationBase(rootOf(actor), typeKey ? { target: "feedback", typeKey } : { target: "user" }),
    macrosBase: place.base,
    api: `/api/${typeKey ? "feedback" : "users"}?${query}`,
  };
}
