import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { also } from "@/lib/auth/authorize";
import { createMacro, updateMacro } from "@/lib/macros/commands";
import type { MacroAction, MacroActionInput, MacroHome } from "@/lib/macros/schema";
import type { SecretInput } from "@/lib/webhooks/schema";
import type { ConfiguredAction, ConfiguredWebhook } from "./configured-action";
import { idOf } from "./items";
import { readAction } from "./read-macro";
import type { Configured } from "./schema";
import { feedbackTypeId, groupId, macroId, mailTemplateId, rankId, secretPlace, teamId, type Target } from "./target";

/**
 * Makes the macro, or changes the one of its key. It keeps the secrets of headers of the same name; one that lacks a secret, or runs a
 * macro that is switched off, is switched off.
 */
export async function saveMacro(target: Target, macro: Configured["macro"], id: string | null): Promise<string> {
  const { of, teams, actions, ...settings } = macro;
  const item = idOf.macro(of, macro.key);
  const typeId = feedbackTypeId(target, of);
  const home: MacroHome = typeId === null ? { target: "user" } : { target: "feedback", typeId };
  for (const action of actions) if (action.kind === "run_macro") await makeSureOf(target, home, of, action.macro);
  const before = target.present.rows.macros.find((row) => row.id === id)?.actions ?? [];
  const lacking: string[] = [];
  const made = matched(target, actions, before).map(({ action, old }, index) => {
    if (action.kind !== "webhook") return ownAction(target, of, action, old?.id ?? randomUUID());
    const given = (part: "url" | number) => target.secrets.get(secretPlace(item, index, part));
    const webhook = webhookInput(target, action, { old: old?.kind === "webhook" ? old : null, given });
    lacking.push(...webhook.lacking.map((where) => (action.name ? `${where} of “${action.name}”` : where)));
    return webhook.input;
  });
  const runsOne = (key: string) => target.off.has(idOf.macro(of, key));
  const waits = lacking.length > 0 || actions.some((action) => action.kind === "run_macro" && runsOne(action.macro));
  const enabled = settings.enabled && !waits;
  const input = { ...settings, enabled, teamIds: teams.map((team) => teamId(target, team)), actions: made };
  const actor = also(target.actor, "macros.write");
  const saved = id ?? (await createMacro(actor, home, input)).id;
  if (id !== null) await updateMacro(actor, id, input);
  if (enabled) target.off.delete(item);
  else target.off.add(item);
  const waiting = { kind: "macro", id: saved, name: macro.name, of } as const;
  target.missing.push(...lacking.map((where) => ({ ...waiting, where })));
  return saved;
}

/** Of macros that run each other the first is made when the second is not there yet: an empty one stands in until its turn comes. */
async function makeSureOf(target: Target, home: MacroHome, of: string, key: string): Promise<void> {
  const item = idOf.macro(of, key);
  if (target.ids.has(item)) return;
  const expected = target.coming.get(item);
  if (expected === undefined) return;
  const empty = { name: expected, key, description: "", enabled: true, showAsAction: false };
  const input = { ...empty, runOnce: false, confirm: false, teamIds: [], actions: [] };
  target.ids.set(item, (await createMacro(also(target.actor, "macros.write"), home, input)).id);
}

interface Matched {
  action: ConfiguredAction;
  old: MacroAction | null;
}

/** Which action of before each one is, so that it keeps its id and its secrets: one that is alike, else the next of its kind. */
function matched(target: Target, actions: readonly ConfiguredAction[], before: readonly MacroAction[]): Matched[] {
  const left = new Set(before);
  const take = (fits: (old: MacroAction) => boolean): MacroAction | null => {
    const found = [...left].find(fits) ?? null;
    if (found) left.delete(found);
    return found;
  };
  const { namer } = target.present.rows;
  const alike = actions.map((action) => take((old) => isDeepStrictEqual(readAction(old, namer), { ...action })));
  return actions.map((action, index) => ({
    action,
    old: alike[index] ?? take((old) => old.kind === action.kind),
  }));
}

function ownAction(
  target: Target,
  of: string,
  action: Exclude<ConfiguredAction, { kind: "webhook" }>,
  id: string,
): MacroActionInput {
  switch (action.kind) {
    case "add_to_team":
    case "remove_from_team": {
      const { team, ...rest } = action;
      return { ...rest, id, teamId: teamId(target, team) };
    }
    case "move_team": {
      const { fromTeam, team, ...rest } = action;
      return { ...rest, id, fromTeamId: teamId(target, fromTeam), teamId: teamId(target, team) };
    }
    case "email": {
      const { team, template, ...rest } = action;
      return {
        ...rest,
        id,
        teamId: team === null ? null : teamId(target, team),
        templateId: template === null ? null : mailTemplateId(target, template),
      };
    }
    case "add_points": {
      const { rank, ...rest } = action;
      return { ...rest, id, rankId: rank === null ? null : rankId(target, rank) };
    }
    case "run_macro": {
      const { macro, ...rest } = action;
      return { ...rest, id, macroId: macroId(target, of, macro) };
    }
    default:
      return { ...action, id };
  }
}

interface SecretSources {
  old: Extract<MacroAction, { kind: "webhook" }> | null;
  given: (part: "url" | number) => string | undefined;
}

function webhookInput(target: Target, action: ConfiguredWebhook, { old, given }: SecretSources) {
  const lacking: string[] = [];
  const secret = (part: "url" | number, held: { secretId: string } | null | undefined, where: string): SecretInput => {
    const value = given(part);
    if (value !== undefined) return { value };
    if (held && target.present.rows.secretIds.has(held.secretId)) return { keep: held.secretId };
    lacking.push(where);
    return { missing: true };
  };
  const { urlIsSecret, headers, capture, ...rest } = action;
  const oldHeader = (name: string) =>
    old?.headers.flatMap((header) => ("secretId" in header && sameName(header.name, name) ? [header] : []))[0];
  const input: MacroActionInput = {
    ...rest,
    id: old?.id ?? randomUUID(),
    urlSecret: urlIsSecret ? secret("url", old?.urlSecret, "URL") : null,
    headers: headers.map((header, index) =>
      "secret" in header
        ? { name: header.name, secret: secret(index, oldHeader(header.name), `header ${header.name}`) }
        : header,
    ),
    capture: capture && { groupId: groupId(target, capture.group), storeOn: capture.storeOn },
  };
  return { input, lacking };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
