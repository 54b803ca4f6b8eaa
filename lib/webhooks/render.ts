import "server-only";
import { db } from "@/lib/db/client";
import { join, sql } from "@/lib/db/sql";
import { loadSource } from "@/lib/sources/load-source";
import { readTagValues } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { compileAction, recordGone, renderOne, type Prepared, type Unsent } from "./build-request";
import type { Claimed } from "./delivery";
import { decodeRequest, encodeRequest, type SavedRequest } from "./saved-request";
import type { WebhookAction } from "./schema";
import { actionKey, loadActions } from "./stored-action";
import { runContext } from "./run-context";

/**
 * The requests of claimed deliveries: those rendered before are read back byte for byte, the others are rendered with today's data (one
 * query per macro version and action) and saved before anything is sent.
 */
export async function prepare(deliveries: readonly Claimed[]): Promise<Map<string, Prepared>> {
  const [actions, saved] = await Promise.all([loadActions(db, deliveries), readSaved(deliveries)]);
  const prepared = new Map<string, Prepared>();
  const groups = new Map<string, Claimed[]>();
  for (const delivery of deliveries) {
    const action = actions.get(actionKey(delivery));
    const request = saved.get(delivery.id);
    if (!action) prepared.set(delivery.id, macroGone);
    else if (request) prepared.set(delivery.id, { kind: "request", action, request });
    else groups.set(actionKey(delivery), [...(groups.get(actionKey(delivery)) ?? []), delivery]);
  }
  for (const [key, group] of groups) {
    const action = actions.get(key);
    if (!action) continue;
    for (const [id, result] of await renderGroup(action, group)) prepared.set(id, result);
  }
  await save(prepared, saved);
  return prepared;
}

const macroGone: Unsent = {
  kind: "invalid",
  errorClass: "invalid",
  message: "The macro or this webhook of it was deleted before the request was sent.",
};

async function renderGroup(action: WebhookAction, group: readonly Claimed[]): Promise<Map<string, Prepared>> {
  const [first] = group;
  const template = first && (await loadTemplate(action, first));
  if (!template) return new Map(group.map(({ id }) => [id, macroGone]));
  const { macro, source, compiled } = template;
  if (!compiled.ok) return new Map(group.map(({ id }) => [id, compiled.problem]));
  const ids = group.map(({ subjectId }) => subjectId);
  const [values, runs] = await Promise.all([
    readTagValues(db, source, compiled.action.paths, ids),
    findRuns(group.map(({ runId }) => runId)),
  ]);
  return new Map(
    group.map((delivery): [string, Prepared] => {
      const record = values.get(delivery.subjectId);
      if (!record) return [delivery.id, recordGone];
      const run = runs.get(delivery.runId);
      const context = runContext({ id: delivery.runId, macro, causeDetail: run?.causeDetail });
      const { chainId, depth } = run ?? { chainId: delivery.runId, depth: 0 };
      return [
        delivery.id,
        renderOne(action, compiled.action, { ...record, ...context }, { id: delivery.id, chainId, depth }),
      ];
    }),
  );
}

interface LoadedTemplate {
  macro: { key: string; name: string };
  source: Source;
  compiled: ReturnType<typeof compileAction>;
}

// A bulk run claims the same action dozens of times a second; its fields hardly change in between.
const freshForMs = 2000;
const templates = new Map<string, { at: number; template: LoadedTemplate }>();

async function loadTemplate(action: WebhookAction, ref: Claimed): Promise<LoadedTemplate | null> {
  const key = actionKey(ref);
  const known = templates.get(key);
  if (known && Date.now() - known.at < freshForMs) return known.template;
  const macro = await findMacro(ref.macroId, ref.macroVersion);
  if (!macro) return null;
  const source = await loadSource(sourceRef(macro));
  const template = { macro, source, compiled: compileAction(action, source) };
  if (templates.size > 200) templates.clear();
  templates.set(key, { at: Date.now(), template });
  return template;
}

interface MacroPlace {
  target: "user" | "feedback";
  projectId: string | null;
  feedbackTypeId: string | null;
}

async function findMacro(
  macroId: string,
  version: number,
): Promise<(MacroPlace & { key: string; name: string }) | null> {
  const row = await db.macroVersion.findUnique({
    where: { macroId_version: { macroId, version } },
    select: { name: true, macro: { select: { key: true, target: true, projectId: true, feedbackTypeId: true } } },
  });
  return row && { ...row.macro, name: row.name };
}

async function findRuns(ids: readonly string[]) {
  const rows = await db.macroRun.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, chainId: true, depth: true, causeDetail: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function sourceRef({ target, projectId, feedbackTypeId }: MacroPlace) {
  return target === "feedback" && feedbackTypeId
    ? ({ kind: "feedback", typeId: feedbackTypeId } as const)
    : ({ kind: "users", projectId } as const);
}

/** What was saved at the first try lies under attempt 0. */
async function readSaved(deliveries: readonly Claimed[]): Promise<Map<string, SavedRequest>> {
  const tried = deliveries.filter(({ attempt }) => attempt > 1).map(({ id }) => id);
  if (tried.length === 0) return new Map();
  const rows = await db.deliveryBody.findMany({
    where: { deliveryId: { in: tried }, n: 0, request: { not: null } },
    select: { deliveryId: true, request: true },
  });
  return new Map(rows.flatMap(({ deliveryId, request }) => (request ? [[deliveryId, decodeRequest(request)]] : [])));
}

async function save(prepared: ReadonlyMap<string, Prepared>, saved: ReadonlyMap<string, SavedRequest>): Promise<void> {
  const rows = [...prepared].flatMap(([id, result]) =>
    result.kind === "request" && !saved.has(id)
      ? [sql`(${id}::uuid, 0, now(), ${Buffer.from(encodeRequest(result.request))})`]
      : [],
  );
  if (rows.length === 0) return;
  await db.$executeRaw(sql`insert into delivery_body (delivery_id, n, at, request) values ${join(rows)}`);
}
