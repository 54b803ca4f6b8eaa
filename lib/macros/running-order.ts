import type { MailTemplates } from "./mail-of";
import { takesPersonAway, type ActionKind, type ActionOf, type MacroAction } from "./schema";
import { pathsOf } from "./templates";

/** The fixed order of the kinds of action, whatever order the editor shows: values, state, teams, points, comments, webhooks, mails, other macros, and last what takes the person away. */
export const runningOrder = {
  set_field: 10,
  set_status: 20,
  set_resolution: 22,
  set_visibility: 24,
  set_blocked: 26,
  move_team: 30,
  add_to_team: 32,
  remove_from_team: 34,
  add_points: 40,
  add_comment: 50,
  webhook: 60,
  email: 70,
  run_macro: 80,
  remove_from_project: 90,
  delete_user: 100,
} as const satisfies Record<ActionKind, number>;

/** `start`: at once. `first_attempt`: when each webhook before it was tried once. `outcome`: when each has its final state. */
export type Gate = "start" | "first_attempt" | "outcome";

export interface PlannedAction {
  action: MacroAction;
  gate: Gate;
  /** The webhooks it waits for. */
  after: string[];
}

/**
 * The enabled actions in the order in which they run. What uses values that one of the macro's webhooks captures, or says "only if it
 * succeeded", moves behind the webhooks; what takes the person away waits for their end. `groupKeys` are the keys of the groups that the webhooks capture into, by group id.
 */
export function planOf(
  actions: readonly MacroAction[],
  groupKeys: ReadonlyMap<string, string>,
  mails: MailTemplates,
): PlannedAction[] {
  const ordered = actions
    .filter((action) => action.enabled)
    .sort((a, b) => runningOrder[a.kind] - runningOrder[b.kind]);
  const webhooks = ordered.filter((action) => action.kind === "webhook");
  const usesCaptured = (action: MacroAction, before: readonly ActionOf<"webhook">[]) =>
    namesCaptured(pathsOf(action, mails), before, groupKeys);
  const planned = ordered.map((action) => plan(action, webhooks, usesCaptured));
  return [...planned.filter(isBeforeOrWebhook), ...planned.filter((each) => !isBeforeOrWebhook(each))];
}

function isBeforeOrWebhook({ action, gate }: PlannedAction): boolean {
  return action.kind === "webhook" || gate === "start";
}

function plan(
  action: MacroAction,
  webhooks: readonly ActionOf<"webhook">[],
  usesCaptured: (action: MacroAction, before: readonly ActionOf<"webhook">[]) => boolean,
): PlannedAction {
  const before = action.kind === "webhook" ? webhooks.slice(0, webhooks.indexOf(action)) : webhooks;
  const after = before.map(({ id }) => id);
  if (before.length === 0) return { action, gate: "start", after };
  if (action.kind !== "webhook" && action.onlyIfWebhookSucceeded) return { action, gate: "outcome", after };
  if (takesPersonAway(action.kind)) return { action, gate: "outcome", after };
  if (usesCaptured(action, before)) return { action, gate: "outcome", after };
  if (runningOrder[action.kind] < runningOrder.webhook) return { action, gate: "start", after: [] };
  return { action, gate: "first_attempt", after };
}

function namesCaptured(
  paths: readonly string[],
  webhooks: readonly ActionOf<"webhook">[],
  groupKeys: ReadonlyMap<string, string>,
): boolean {
  const prefixes = webhooks.flatMap(({ capture }) => {
    const key = capture && groupKeys.get(capture.groupId);
    return key ? [`external.${key}.`] : [];
  });
  return prefixes.length > 0 && paths.some((path) => prefixes.some((prefix) => path.startsWith(prefix)));
}
