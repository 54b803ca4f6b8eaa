import { isDeepStrictEqual } from "node:util";
import { audit } from "@/lib/audit/audit";
import { requireSeenIn, type Seen } from "@/lib/audit/last-change";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { macrosNamingIn } from "@/lib/community/macros-naming";
import { requireIntegrations } from "@/lib/community/settings";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { ownedSecrets } from "@/lib/secrets/secret";
import { forgetAnswersIn } from "@/lib/webhooks/switched-off";
import { checkMacro } from "./check";
import type { MacroPlace } from "./macro-source";
import { noSuchMacro, placeOf } from "./place";
import { queueRecordsIn } from "./run";
import { macroActions, type MacroAction, type MacroHome, type MacroInput } from "./schema";
import { sealActionsIn } from "./seal-actions";
import { secretIdsIn } from "./secret-ids";
import { snapshotOf } from "./snapshot";

/** @throws AppError `invalid` with places, `forbidden` for a webhook while enhanced integrations are off. */
export async function createMacro(
  actor: Can<"macros.write">,
  home: MacroHome,
  input: MacroInput,
): Promise<{ id: string }> {
  const place = await placeOf(actor, home);
  await check(actor, place, null, input);
  return transaction((tx) => createIn(tx, actor, place, input));
}

/**
 * Saves a macro; changed actions make a new version. Runs that have begun go on with theirs.
 * @throws AppError `not_found`, `invalid` with places, `forbidden` for a webhook while enhanced integrations are off, `stale` when
 * somebody saved it after `seen`.
 */
export async function updateMacro(
  actor: Can<"macros.write">,
  id: string,
  input: MacroInput,
  seen: Seen | null = null,
): Promise<{ version: number }> {
  const place = await findPlace(actor, id);
  await check(actor, place, id, input);
  return transaction(async (tx) => {
    const before = await lockIn(tx, actor, id);
    await requireSeenIn(tx, { kind: "macro", id, seen });
    const actions = await sealActionsIn(tx, actor, id, input.actions, before.actions);
    const version = isDeepStrictEqual(actions, before.actions) ? before.version : before.version + 1;
    if (version > before.version) {
      await addVersionIn(tx, actor, { id, version, name: input.name, actions });
      await forgetAnswersIn(tx, id, changedIds(before.actions, actions));
    }
    await tx.macro.update({
      where: { id },
      data: { ...columnsOf(input), version, ...stamp(actor) },
      select: { id: true },
    });
    await tx.macroTeam.deleteMany({ where: { macroId: id } });
    await addTeamsIn(tx, id, input.teamIds);
    if (input.enabled && !before.enabled) await wakeRunsIn(tx, id);
    await audit(tx, actor, {
      verb: "changed",
      kind: "macro",
      id,
      label: input.name,
      before: snapshotOf(before),
      after: snapshotOf({ ...before, ...input, teams: teamsOf(input), version, actions }),
    });
    return { version };
  });
}

/**
 * Runs of a macro that is switched off wait, and go on when it is on again.
 * @throws AppError `not_found`, `conflict` to switch on one whose secrets were not typed yet
 */
export async function setMacroEnabled(actor: Can<"macros.write">, id: string, enabled: boolean): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockIn(tx, actor, id);
    if (before.enabled === enabled) return;
    if (enabled) await requireSecretsIn(tx, id, before.actions);
    await tx.macro.update({ where: { id }, data: { enabled, ...stamp(actor) }, select: { id: true } });
    if (enabled) await wakeRunsIn(tx, id);
    await audit(tx, actor, { verb: enabled ? "switched on" : "switched off", kind: "macro", id, label: before.name });
  });
}

/** With it go its runs; its deliveries stay in the log. @throws AppError `not_found`, `conflict` while a listener, a trigger, a schedule or another macro uses it. */
export async function deleteMacro(actor: Can<"macros.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockIn(tx, actor, id);
    const [listeners, triggers, schedules] = await Promise.all([
      tx.externalListener.findMany({ where: { macroId: id }, select: { name: true } }),
      tx.macroTrigger.findMany({ where: { macroId: id }, select: { name: true } }),
      tx.macroSchedule.findMany({ where: { macroId: id }, select: { name: true } }),
    ]);
    const users = [
      ...listeners.map(({ name }) => `the external listener “${name}”`),
      ...triggers.map(({ name }) => `the trigger “${name}”`),
      ...schedules.map(({ name }) => `the schedule “${name}”`),
    ];
    if (users.length > 0)
      throw new AppError("conflict", `The macro is used by ${users.join(", ")}. Choose another macro there first.`);
    const runners = await macrosNamingIn(tx, id);
    if (runners !== "")
      throw new AppError("conflict", `${runners} Take the action “Run another macro” away there first.`);
    await tx.secret.deleteMany({ where: { ownerKind: "macro", ownerId: id } });
    await tx.macro.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, {
      verb: "deleted",
      kind: "macro",
      id,
      label: before.name,
      before: snapshotOf(before),
    });
  });
}

async function requireSecretsIn(tx: Tx, macroId: string, actions: readonly MacroAction[]): Promise<void> {
  const named = secretIdsIn(actions);
  const stored = await ownedSecrets(tx, { ownerKind: "macro", ownerId: macroId }, named);
  if (named.every((id) => stored.has(id))) return;
  throw new AppError("conflict", "This macro waits for a secret. Open it, type what is asked for, then switch it on.");
}

/** Locks the macro and reads its last version. @throws AppError `not_found` for one of another scope. */
export async function lockIn(tx: Tx, actor: Can<"macros.write">, id: string) {
  const locked = await tx.$queryRaw<unknown[]>`
    select 1 from macro where id = ${id}::uuid and project_id is not distinct from ${projectIdOf(actor)}::uuid for update`;
  if (locked.length === 0) throw noSuchMacro();
  const macro = await tx.macro.findUniqueOrThrow({
    where: { id },
    include: { teams: { select: { teamId: true } } },
  });
  const version = await tx.macroVersion.findUniqueOrThrow({
    where: { macroId_version: { macroId: id, version: macro.version } },
    select: { actions: true },
  });
  return { ...macro, actions: macroActions.parse(version.actions) };
}

export async function createIn(
  tx: Tx,
  actor: Can<"macros.write">,
  place: MacroPlace,
  input: MacroInput,
): Promise<{ id: string }> {
  const { id } = await tx.macro.create({
    data: { ...place, ...columnsOf(input), ...stamp(actor) },
    select: { id: true },
  });
  const actions = await sealActionsIn(tx, actor, id, input.actions, []);
  await addVersionIn(tx, actor, { id, version: 1, name: input.name, actions });
  await addTeamsIn(tx, id, input.teamIds);
  const after = snapshotOf({ ...place, ...input, teams: teamsOf(input), version: 1, actions });
  await audit(tx, actor, { verb: "created", kind: "macro", id, label: input.name, after });
  return { id };
}

async function check(
  actor: Can<"macros.write">,
  place: MacroPlace,
  id: string | null,
  input: MacroInput,
): Promise<void> {
  if (input.actions.some((action) => action.kind === "webhook")) await requireIntegrations();
  await checkMacro(actor.scope, place, id, input);
}

async function findPlace(actor: Can<"macros.write">, id: string): Promise<MacroPlace> {
  const place = await db.macro.findFirst({
    where: { id, projectId: projectIdOf(actor) },
    select: { projectId: true, target: true, feedbackTypeId: true },
  });
  if (!place) throw noSuchMacro();
  return place;
}

function columnsOf({ name, description, key, enabled, showAsAction, runOnce, confirm }: MacroInput) {
  return { name, description, key, enabled, showAsAction, runOnce, confirm };
}

function stamp(actor: Can<"macros.write">) {
  return { modifiedById: actor.personId, modifiedAt: new Date() };
}

interface NewVersion {
  id: string;
  version: number;
  name: string;
  actions: MacroAction[];
}

async function addVersionIn(
  tx: Tx,
  actor: Can<"macros.write">,
  { id, version, name, actions }: NewVersion,
): Promise<void> {
  await tx.macroVersion.create({
    data: { macroId: id, version, name, actions, createdById: actor.personId },
    select: { macroId: true },
  });
}

/** The webhooks that are not what they were: what their receiver said before no longer counts. */
function changedIds(before: readonly MacroAction[], after: readonly MacroAction[]): string[] {
  const isSame = (action: MacroAction) => before.some((old) => isDeepStrictEqual(old, action));
  return after.filter((action) => !isSame(action)).map(({ id }) => id);
}

async function addTeamsIn(tx: Tx, macroId: string, teamIds: readonly string[]): Promise<void> {
  await tx.macroTeam.createMany({ data: [...new Set(teamIds)].map((teamId) => ({ macroId, teamId })) });
}

function teamsOf({ teamIds }: MacroInput): { teamId: string }[] {
  return [...new Set(teamIds)].map((teamId) => ({ teamId }));
}

async function wakeRunsIn(tx: Tx, macroId: string): Promise<void> {
  const runs = await tx.macroRun.findMany({
    where: { macroId, state: { in: ["running", "expanding"] } },
    select: { id: true, cause: true },
  });
  for (const { id, cause } of runs) await queueRecordsIn(tx, id, cause);
}
