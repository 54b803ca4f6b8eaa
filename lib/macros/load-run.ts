import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { RunCause } from "@/lib/db/generated/client";
import type { Source } from "@/lib/sources/source";
import { loadTemplatesOf } from "./load-mails";
import type { MailTemplates } from "./mail-of";
import { loadMacroSource } from "./macro-source";
import { planOf, type PlannedAction } from "./running-order";
import { macroActions, type MacroAction, type MacroTarget } from "./schema";

/** A run with everything its records need, read once per job. */
export interface LoadedRun {
  id: string;
  cause: RunCause;
  macro: MacroOfRun;
  version: number;
  plan: PlannedAction[];
  /** As they are now: a template that was changed is sent so. */
  mails: MailTemplates;
  source: Source;
  scope: Scope;
  /** Written beside every effect. */
  origin: Origin;
  chainId: string;
  depth: number;
  byId: string | null;
  /** What a trigger saw, for the tags. */
  causeDetail: unknown;
  /** Nothing more is begun. */
  isCancelled: boolean;
}

export interface MacroOfRun {
  id: string;
  key: string;
  name: string;
  enabled: boolean;
  runOnce: boolean;
  projectId: string | null;
  target: MacroTarget;
  feedbackTypeId: string | null;
}

/** Null when the run is gone with its macro. The actions are those of the version the run began with. */
export async function loadRun(runId: string): Promise<LoadedRun | null> {
  const run = await db.macroRun.findUnique({
    where: { id: runId },
    select: { ...runColumns, macro: { select: macroColumns } },
  });
  if (!run) return null;
  const { macro } = run;
  const version = await db.macroVersion.findUniqueOrThrow({
    where: { macroId_version: { macroId: macro.id, version: run.macroVersion } },
    select: { actions: true },
  });
  const actions = macroActions.parse(version.actions);
  const [source, scope, groupKeys, mails] = await Promise.all([
    loadMacroSource(macro),
    scopeOf(macro.projectId),
    capturedGroupKeys(actions),
    loadTemplatesOf(db, actions),
  ]);
  return {
    id: run.id,
    cause: run.cause,
    macro,
    version: run.macroVersion,
    plan: planOf(actions, groupKeys, mails),
    mails,
    source,
    scope,
    origin: { kind: "macro", id: run.id, label: macro.name, chainId: run.chainId, depth: run.depth },
    chainId: run.chainId,
    depth: run.depth,
    byId: run.byId,
    causeDetail: run.causeDetail,
    isCancelled: run.state === "cancelled",
  };
}

/** What the run may do in its scope, on behalf of whoever started it. */
export function runActor<P extends Permission>(run: LoadedRun, permission: P) {
  return authorizeSystem(run.scope, permission, { via: "job", name: run.macro.name, personId: run.byId });
}

/** The keys of the groups that webhooks capture into, by group id. */
export async function capturedGroupKeys(actions: readonly MacroAction[]): Promise<Map<string, string>> {
  const ids = actions.flatMap((action) =>
    action.kind === "webhook" && action.capture ? [action.capture.groupId] : [],
  );
  if (ids.length === 0) return new Map();
  const groups = await db.externalDataGroup.findMany({ where: { id: { in: ids } }, select: { id: true, key: true } });
  return new Map(groups.map(({ id, key }) => [id, key]));
}

const runColumns = {
  id: true,
  cause: true,
  causeDetail: true,
  macroVersion: true,
  chainId: true,
  depth: true,
  byId: true,
  state: true,
} as const;

const macroColumns = {
  id: true,
  key: true,
  name: true,
  enabled: true,
  runOnce: true,
  projectId: true,
  target: true,
  feedbackTypeId: true,
} as const;
