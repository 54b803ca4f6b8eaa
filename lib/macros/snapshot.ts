import { z } from "zod";
import { macroActions, macroInput, macroTargets, type MacroAction, type MacroInput } from "./schema";

/** A macro as the audit log keeps it: what was saved, its secrets as references, and where it belongs. */
export const macroSnapshot = z.object({
  ...macroInput.omit({ actions: true }).shape,
  target: z.enum(macroTargets),
  feedbackTypeId: z.uuid().nullable(),
  version: z.int(),
  actions: macroActions,
});
export type MacroSnapshot = z.infer<typeof macroSnapshot>;

interface StoredMacro extends Omit<MacroInput, "actions" | "teamIds"> {
  target: MacroSnapshot["target"];
  feedbackTypeId: string | null;
  version: number;
  teams: readonly { teamId: string }[];
  actions: MacroAction[];
}

export function snapshotOf(macro: StoredMacro): MacroSnapshot {
  const { name, description, key, enabled, showAsAction, teams, runOnce, confirm } = macro;
  const { target, feedbackTypeId, version, actions } = macro;
  const teamIds = teams.map(({ teamId }) => teamId).toSorted();
  return {
    name,
    description,
    key,
    enabled,
    showAsAction,
    teamIds,
    runOnce,
    confirm,
    target,
    feedbackTypeId,
    version,
    actions,
  };
}
