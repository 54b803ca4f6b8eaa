import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import type { Can, Scope } from "@/lib/auth/actor";
import { authorizeSystem } from "@/lib/auth/authorize";
import type { Origin } from "@/lib/auth/origin";
import type { Permission } from "@/lib/auth/permissions";
import { saveTrigger } from "@/lib/automation/commands";
import { triggerInput, type TriggerDraft } from "@/lib/automation/schema";
import { triggerJobs } from "@/lib/automation/trigger-jobs";
import { baseUrl } from "@/lib/community/settings";
import type { Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { databaseUrl, pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { completeEnv } from "@/lib/env/env";
import { createGroup } from "@/lib/external-data/commands";
import type { ExternalDataGroup, ExternalDataGroupInput } from "@/lib/external-data/schema";
import { changeFeedbackIn } from "@/lib/feedback/change";
import { feedbackJobs } from "@/lib/feedback/feedback-jobs";
import { createFeedbackType } from "@/lib/feedback/save-type";
import type { TicketChange, TicketInput } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { jobNames } from "@/lib/jobs/job-names";
import { stopQueueing, workJobs } from "@/lib/jobs/jobs";
import { createListener } from "@/lib/listeners/commands";
import { receive } from "@/lib/listeners/receive";
import { listenerInput } from "@/lib/listeners/schema";
import { createMacro } from "@/lib/macros/commands";
import { macroJobs } from "@/lib/macros/macro-jobs";
import { macroInput, type MacroDraft } from "@/lib/macros/schema";
import { mailJobs } from "@/lib/mail/mail-jobs";
import { currentPolicy } from "@/lib/outbound/current-policy";
import { runJobs } from "@/lib/perform-action/run-jobs";
import { createProject, setMember } from "@/lib/projects/commands";
import { projectInput } from "@/lib/projects/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { startDispatcher } from "@/lib/webhooks/dispatcher";
import { testDatabase } from "./database";
import { startReceiver, type Receiver } from "./receiver";

type ProjectScope = Extract<Scope, { kind: "project" }>;

const by = { via: "command line", name: "Mara" } as const;
const community: Scope = { kind: "community", timeZone: "UTC" };
const person: Origin = { kind: "person", id: null, label: "Mara" };

export let project: ProjectScope;
/** The feedback type Bug report of the sample. */
export let bugs: string;
export let apiKey: { id: string; key: string };
/** The other system. Answers 200 `{}` until told otherwise. */
export let other: Receiver;
/** By username. Jane tests, Jim is support, Mara manages the project. */
export const people = { jane: "", jim: "", mara: "" };

/**
 * Project Aurora with a worker that does everything it does in production, and another system on loopback. Call it once at the top of a
 * test file; nothing is forgotten between its tests.
 */
export function scenario(): void {
  testDatabase();
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    await db.community.create({ data: { id: 1, name: "Beta" }, select: { id: true } });
    const input = projectInput.parse({ name: "Aurora", key: "aurora", timeZone: "UTC" });
    const { id } = await createProject(authorizeSystem(community, "projects.create", by), input);
    project = { kind: "project", id, key: "aurora", name: "Aurora", timeZone: "UTC" };
    people.mara = await member("mara", "manager");
    people.jim = await member("jim", "support");
    people.jane = await member("jane", "participant", { firstName: "Jane" });
    bugs = (await createFeedbackType(can("types.write"), bugReport)).id;
    apiKey = await createApiKey(authorizeSystem(community, "apiKeys.write", by), apiKeyInput.parse({ name: "Others" }));

    other = await startReceiver();
    completeEnv({ OUTBOUND_ALLOW: "127.0.0.1" });
    const worker = await db.worker.create({ data: { host: "here", pid: process.pid }, select: { id: true } });
    const policy = currentPolicy(await baseUrl(), databaseUrl());
    const dispatcher = await startDispatcher({ policy, workerId: worker.id });
    const jobs = await workJobs({ ...mailJobs, ...macroJobs, ...runJobs, ...triggerJobs, ...feedbackJobs });
    ends.push(jobs.stop, dispatcher.stop, stopQueueing, other.close);
  });
  afterAll(async () => {
    for (const end of ends) await end();
    completeEnv({ OUTBOUND_ALLOW: "" });
  });
}

export function can<P extends Permission>(permission: P): Can<P> {
  return authorizeSystem(project, permission, by);
}

export async function member(
  username: string,
  role: "manager" | "support" | "participant",
  more: { firstName?: string; email?: string; profile?: Record<string, string> } = {},
): Promise<string> {
  const data = { email: `${username}@example.com`, username, ...more };
  const { id } = await db.user.create({ data, select: { id: true } });
  await setMember(can("members.write"), { user: username, role });
  return id;
}

export function group(input: ExternalDataGroupInput): Promise<ExternalDataGroup> {
  return createGroup(can("groups.write"), input);
}

/** A macro of the bug reports, or with `"user"` of the people. */
export async function macro(draft: MacroDraft, target: "feedback" | "user" = "feedback"): Promise<string> {
  const home = target === "user" ? { target } : { target, typeId: bugs };
  return (await createMacro(can("macros.write"), home, macroInput.parse(draft))).id;
}

export async function trigger(draft: Omit<TriggerDraft, "name"> & { name?: string }): Promise<string> {
  const home = draft.event.startsWith("feedback") ? { feedbackTypeId: bugs } : {};
  return (await saveTrigger(can("macros.write"), triggerInput.parse({ name: draft.event, ...home, ...draft }))).id;
}

export async function filter(source: string, ...conditions: Condition["conditions"]): Promise<string> {
  const condition = { match: "all", conditions } as object;
  const shared = { projectId: project.id, ownerId: people.mara, visibility: "project" } as const;
  return (await db.savedFilter.create({ data: { ...shared, source, name: "Filter", condition }, select: { id: true } }))
    .id;
}

export async function listener(draft: Record<string, unknown> & { key: string }): Promise<string> {
  const id = randomUUID();
  const input = listenerInput.parse({ id, name: draft.key, apiKeyId: apiKey.id, target: "user", ...draft });
  await createListener(can("listeners.write"), input);
  return id;
}

/** A ticket of Jane's, unless somebody else submits it. */
export function submit(ticket: TicketInput, submitterId = people.jane) {
  return transaction((tx) =>
    submitFeedbackIn(tx, can("feedback.submit"), { ...ticket, typeId: bugs, submitterId, origin: person }),
  );
}

export function change(ticketId: string, asked: TicketChange) {
  return transaction((tx) => changeFeedbackIn(tx, can("feedback.write"), ticketId, asked, person));
}

interface Said {
  /** As it stands in the URL. */
  value?: string | null;
  headers?: Record<string, string>;
}

/** The other system calls a listener, with the API key in a header. */
export async function tell(key: string, body: unknown, { value = null, headers = {} }: Said = {}) {
  const answer = await receive({
    method: "POST",
    key,
    value,
    query: new URLSearchParams(),
    headers: { "content-type": "application/json", "x-api-key": apiKey.key, ...headers },
    body: new TextEncoder().encode(JSON.stringify(body)),
    ip: "192.0.2.7",
    truncated: false,
  });
  return { status: answer.status, json: JSON.parse(answer.body) as Record<string, unknown> };
}

/** What a record holds of a group, by the keys of its fields; null is empty. */
export async function valuesOf({ id, fields }: ExternalDataGroup, recordId: string): Promise<Record<string, unknown>> {
  const row = await db.externalDataRecord.findUnique({ where: { groupId_recordId: { groupId: id, recordId } } });
  const held = (row?.values ?? {}) as Record<string, unknown>;
  return Object.fromEntries(fields.map((field) => [field.key, held[field.id] ?? null]));
}

/**
 * Resolves when the worker has nothing more to do now; what waits for a later time or for a person does not count. Mails to followers,
 * which may take two seconds to begin, are waited for only when asked.
 */
export async function quiet({ followersToo = false } = {}): Promise<void> {
  const started = Date.now();
  const names = jobNames.filter((name) => followersToo || name !== "feedback.tellFollowers");
  for (;;) {
    const { rows } = await pool().query<{ left: string[] }>(whatIsLeft, [names]);
    const left = rows[0]?.left ?? [];
    if (left.length === 0) return;
    if (Date.now() - started > 20_000) throw new Error(`Still under way: ${left.join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

const whatIsLeft = `
  select array(
    select 'event ' || kind from record_event
    union all
    select 'job ' || name from pgboss.job
     where name = any($1) and state in ('created', 'active', 'retry') and start_after <= now()
    union all
    select 'delivery ' || d.state from webhook_delivery d join endpoint e on e.id = d.endpoint_id
      left join webhook_action_state s on s.macro_id = d.macro_id and s.action_id = d.action_id
     where d.state = 'sending' or d.state = 'waiting' and d.next_at <= now() and s.off_at is null
       and (e.paused_until is null or e.paused_until <= now())) as left`;
