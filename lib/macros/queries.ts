import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { RunCause, RunState } from "@/lib/db/generated/client";
import { ownedSecrets } from "@/lib/secrets/secret";
import { usernames } from "@/lib/users/usernames";
import { noSuchMacro, placeOf } from "./place";
import { macroActions, type ActionKind, type MacroAction, type MacroHome, type MacroTarget } from "./schema";
import { secretIdsIn } from "./secret-ids";

export interface MacroRow {
  id: string;
  name: string;
  key: string;
  description: string;
  enabled: boolean;
  showAsAction: boolean;
  runOnce: boolean;
  confirm: boolean;
  version: number;
  /** In their running order, each kind once. */
  does: ActionKind[];
  teams: string[];
  /** Names of the external listeners, triggers, schedules and macros that run it. */
  usedBy: string[];
  lastRun: { id: string; at: string; cause: RunCause; state: RunState } | null;
  modifiedAt: string;
  modifiedBy: string | null;
}

/** The macros of a scope's users, or of a feedback type, by name. @throws AppError `not_found` for a type of another project. */
export async function listMacros(actor: Can<"macros.read">, home: MacroHome): Promise<MacroRow[]> {
  const macros = await db.macro.findMany({
    where: await placeOf(actor, home),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      ...columns,
      teams: { select: { team: { select: { name: true } } } },
      listeners: { select: { name: true }, orderBy: { name: "asc" } },
      triggers: { select: { name: true }, orderBy: { name: "asc" } },
      schedules: { select: { name: true }, orderBy: { name: "asc" } },
      runs: {
        orderBy: { createdAt: "desc" },
        take: 1,
        select: { id: true, createdAt: true, cause: true, state: true },
      },
    },
  });
  const [actions, names] = await Promise.all([
    lastActions(macros),
    usernames(macros.map(({ modifiedById }) => modifiedById)),
  ]);
  return macros.map(
    ({
      teams,
      listeners,
      triggers,
      schedules,
      runs,
      modifiedById,
      modifiedAt,
      target: _target,
      feedbackTypeId: _type,
      ...macro
    }) => ({
      ...macro,
      does: [...new Set((actions.get(macro.id) ?? []).filter(({ enabled }) => enabled).map(({ kind }) => kind))],
      teams: teams.map(({ team }) => team.name),
      usedBy: [
        ...[...listeners, ...triggers, ...schedules].map(({ name }) => name),
        ...macros.filter((other) => runsMacro(actions.get(other.id), macro.id)).map(({ name }) => name),
      ],
      lastRun: runs[0]
        ? { id: runs[0].id, at: runs[0].createdAt.toISOString(), cause: runs[0].cause, state: runs[0].state }
        : null,
      modifiedAt: modifiedAt.toISOString(),
      modifiedBy: modifiedById ? (names.get(modifiedById) ?? null) : null,
    }),
  );
}

export interface MacroDetail {
  id: string;
  name: string;
  key: string;
  description: string;
  enabled: boolean;
  showAsAction: boolean;
  runOnce: boolean;
  confirm: boolean;
  version: number;
  target: MacroTarget;
  feedbackTypeId: string | null;
  teamIds: string[];
  /** Secrets are references with a hint, never values; `toWebhookInput` of lib/webhooks makes them the editor's. */
  actions: MacroAction[];
  /** The secrets that the actions name and that nobody has typed yet. */
  missingSecrets: string[];
  usedBy: { id: string; name: string; key: string }[];
  modifiedAt: string;
}

/** One macro of the actor's scope, for the editor. @throws AppError `not_found` */
export async function getMacro(actor: Can<"macros.read">, id: string): Promise<MacroDetail> {
  const macro = await db.macro.findFirst({
    where: { id, projectId: projectIdOf(actor) },
    select: {
      ...columns,
      teams: { select: { teamId: true } },
      listeners: { select: { id: true, name: true, key: true }, orderBy: { name: "asc" } },
    },
  });
  if (!macro) throw noSuchMacro();
  const { teams, listeners, modifiedAt, modifiedById: _by, ...rest } = macro;
  const actions = (await lastActions([macro])).get(id) ?? [];
  const secrets = secretIdsIn(actions);
  const stored = await ownedSecrets(db, { ownerKind: "macro", ownerId: id }, secrets);
  return {
    ...rest,
    teamIds: teams.map(({ teamId }) => teamId),
    actions,
    missingSecrets: secrets.filter((secret) => !stored.has(secret)),
    usedBy: listeners,
    modifiedAt: modifiedAt.toISOString(),
  };
}

/** The macros of a home to choose from, by name. @throws AppError `not_found` for a type of another project. */
export async function listMacroNames(
  actor: Can<"macros.read">,
  home: MacroHome,
): Promise<{ id: string; name: string; enabled: boolean }[]> {
  return db.macro.findMany({
    where: await placeOf(actor, home),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, enabled: true },
  });
}

/** The id of the macro with this key, or null. */
export async function findMacroByKey(actor: Can<"macros.read">, home: MacroHome, key: string): Promise<string | null> {
  const macro = await db.macro.findFirst({ where: { ...(await placeOf(actor, home)), key }, select: { id: true } });
  return macro?.id ?? null;
}

export interface OfferedMacro {
  id: string;
  key: string;
  name: string;
  description: string;
  runOnce: boolean;
  /** Ask before it runs. */
  confirm: boolean;
  hasWebhook: boolean;
}

/**
 * What the menus of a record and of a list offer this person: macros shown as action, to their teams. With `all`, who may configure
 * macros is offered every macro that is on, as Perform action does.
 */
export async function listOfferedMacros(
  actor: Can<"macros.run">,
  home: MacroHome,
  { all = false } = {},
): Promise<OfferedMacro[]> {
  const isOffered = {
    showAsAction: true,
    OR: [
      { teams: { none: {} } },
      ...(actor.personId ? [{ teams: { some: { team: { memberships: { some: { userId: actor.personId } } } } } }] : []),
    ],
  };
  const macros = await db.macro.findMany({
    where: { ...(await placeOf(actor, home)), enabled: true, ...(all && may(actor, "macros.write") ? {} : isOffered) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, key: true, name: true, description: true, runOnce: true, confirm: true, version: true },
  });
  const actions = await lastActions(macros);
  return macros.map(({ version: _version, ...macro }) => ({
    ...macro,
    hasWebhook: (actions.get(macro.id) ?? []).some(({ kind, enabled }) => kind === "webhook" && enabled),
  }));
}

const columns = {
  id: true,
  name: true,
  key: true,
  description: true,
  enabled: true,
  showAsAction: true,
  runOnce: true,
  confirm: true,
  version: true,
  target: true,
  feedbackTypeId: true,
  modifiedAt: true,
  modifiedById: true,
} as const;

async function lastActions(macros: readonly { id: string; version: number }[]): Promise<Map<string, MacroAction[]>> {
  const versions = await db.macroVersion.findMany({
    where: { OR: macros.map(({ id, version }) => ({ macroId: id, version })) },
    select: { macroId: true, actions: true },
  });
  return new Map(versions.map(({ macroId, actions }) => [macroId, macroActions.parse(actions)]));
}

/** Only macros of the same home can run each other. */
function runsMacro(actions: readonly MacroAction[] | undefined, macroId: string): boolean {
  return (actions ?? []).some((action) => action.kind === "run_macro" && action.macroId === macroId);
}
