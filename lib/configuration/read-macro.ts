import type { MacroAction } from "@/lib/macros/schema";
import type { Rows } from "./load-rows";
import type { Namer } from "./namer";

type MacroRow = Rows["macros"][number];

/** In the order of their names: they stand in the database by ids, which are others in another project. */
export function readTeams(teams: readonly { teamId: string }[], namer: Namer) {
  return teams
    .map(({ teamId }) => namer.team(teamId))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** A macro as a file holds it. */
export function readMacro(macro: MacroRow, namer: Namer) {
  const { feedbackTypeId, name, description, key, enabled, showAsAction, runOnce, confirm } = macro;
  return {
    of: namer.recordsOf(feedbackTypeId),
    key,
    name,
    description,
    enabled,
    showAsAction,
    runOnce,
    confirm,
    teams: readTeams(macro.teams, namer),
    actions: macro.actions.map((action) => readAction(action, namer)),
  };
}

export function readAction(action: MacroAction, namer: Namer): object {
  const { id: _, ...rest } = action;
  switch (rest.kind) {
    case "add_to_team":
    case "remove_from_team": {
      const { teamId, ...others } = rest;
      return { ...others, team: namer.team(teamId) };
    }
    case "move_team": {
      const { teamId, fromTeamId, ...others } = rest;
      return { ...others, fromTeam: namer.team(fromTeamId), team: namer.team(teamId) };
    }
    case "email": {
      const { teamId, templateId, ...others } = rest;
      return {
        ...others,
        team: teamId && rest.to === "team" ? namer.team(teamId) : null,
        template: templateId && namer.mailTemplate(templateId),
      };
    }
    case "add_points": {
      const { rankId, ...others } = rest;
      return { ...others, rank: rankId && namer.rank(rankId) };
    }
    case "run_macro": {
      const { macroId, ...others } = rest;
      return { ...others, macro: namer.macroKey(macroId) };
    }
    case "webhook": {
      const { url, urlSecret, headers, capture, ...others } = rest;
      return {
        ...others,
        url: urlSecret ? "" : url,
        urlIsSecret: urlSecret !== null,
        headers: headers.map((header) => ("secretId" in header ? { name: header.name, secret: true } : header)),
        capture: capture && { group: namer.groupKey(capture.groupId), storeOn: capture.storeOn },
      };
    }
    default:
      return rest;
  }
}
