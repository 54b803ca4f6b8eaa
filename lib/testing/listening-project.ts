import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import type { Scope } from "@/lib/auth/actor";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { stopQueueing } from "@/lib/jobs/jobs";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput, type ExternalDataGroup } from "@/lib/external-data/schema";
import type { ListenerRequest } from "@/lib/listeners/call";
import { createListener } from "@/lib/listeners/commands";
import { makeListenerLimits } from "@/lib/listeners/limits";
import { receive } from "@/lib/listeners/receive";
import { listenerInput, type ListenerInput } from "@/lib/listeners/schema";
import { testDatabase } from "./database";

export const by = { via: "command line", name: "Manager" } as const;
const community: Scope = { kind: "community", timeZone: "UTC" };
export const keysActor = authorizeSystem(community, "apiKeys.write", by);
export let project: Extract<Scope, { kind: "project" }>;
export let bugs: string;
export let apiKey: { id: string; key: string };
export let usage: ExternalDataGroup;
export let jira: ExternalDataGroup;
export let shop: ExternalDataGroup;
export let macroId: string;
export const people = { jane: "", jim: "", applicant: "", observer: "", stranger: "", manager: "" };
export let bug1: string;

/**
 * A project that listens: people in every role, two tickets, an API key, a group for each kind of record and a macro. Call it once at the
 * top of a test file; listeners, calls and values are forgotten after each test.
 */
export function listeningProject(): void {
  testDatabase();
  beforeAll(async () => {
    await db.community.create({ data: { id: 1, name: "Beta" } });
    const row = await db.project.create({ data: { key: "beta", name: "Beta" } });
    project = { kind: "project", id: row.id, key: "beta", name: "Beta", timeZone: "UTC" };
    for (const username of Object.keys(people) as (keyof typeof people)[]) {
      const { id } = await db.user.create({ data: { email: `${username}@example.com`, username } });
      people[username] = id;
    }
    const roles = {
      jane: "participant",
      jim: "support",
      applicant: "applicant",
      observer: "observer",
      manager: "manager",
    };
    for (const [username, role] of Object.entries(roles)) {
      const userId = people[username as keyof typeof people];
      await db.participation.create({ data: { projectId: row.id, userId, role: role as "manager" } });
    }
    const type = await db.feedbackType.create({
      data: { projectId: row.id, key: "bug", name: "Bug report", prefix: "BUG", nextNumber: 3 },
    });
    bugs = type.id;
    const status = await db.feedbackStatus.create({ data: { typeId: bugs, key: "new", name: "New" } });
    for (const number of [1, 2]) {
      const data = { projectId: row.id, typeId: bugs, number, displayId: `BUG-${number}`, title: "Crash" };
      const { id } = await db.feedback.create({ data: { ...data, statusId: status.id, submitterId: people.jane } });
      if (number === 1) bug1 = id;
    }
    apiKey = await createApiKey(keysActor, apiKeyInput.parse({ name: "CRM" }));
    const groups = authorizeSystem(project, "groups.write", by);
    usage = await createGroup(groups, group("user", "App usage"));
    jira = await createGroup(groups, group("feedback", "Jira"));
    shop = await createGroup(groups, group("project", "Shop"));
    const macro = { target: "user", name: "Thank", key: "thank", projectId: row.id } as const;
    ({ id: macroId } = await db.macro.create({
      data: { ...macro, versions: { create: { version: 1, name: "Thank", actions: [] } } },
    }));
    return stopQueueing;
  });

  beforeEach(async () => {
    await db.externalListener.deleteMany();
    await db.listenerCall.deleteMany();
    await db.listenerBody.deleteMany();
    await db.listenerReceipt.deleteMany();
    await db.externalDataRecord.deleteMany();
  });
}

function group(target: string, label: string) {
  const fields = [
    { label: "Account", parameter: "account", type: "string" },
    { label: "Sessions", parameter: "sessions_7d", type: "integer" },
    { label: "Exported", parameter: "exported.pdf", type: "boolean" },
    { label: "Seen", parameter: "last_seen", type: "datetime" },
    { label: "Number", parameter: "issue.id", type: "integer", key: "number" },
  ];
  return externalDataGroupInput.parse({ target, label, fields });
}

/** A listener of the project, of the kind External data for users unless said otherwise. */
export async function listener(change: object = {}): Promise<ListenerInput> {
  const id = randomUUID();
  const base = { id, name: "App data", key: `k-${id}`, target: "user", apiKeyId: apiKey.id };
  const kind = "kind" in change ? {} : { kind: "external_data", groupId: usage.id };
  const input = listenerInput.parse({ ...base, ...kind, ...change });
  await createListener(authorizeSystem(project, "listeners.write", by), input);
  return input;
}

export type Given = Partial<Omit<ListenerRequest, "body" | "query">> & { body?: string | Uint8Array; token?: string };

let ip = 1;

/** One call with the API key in its header, unless said otherwise. */
export async function call(to: string, given: Given = {}, limits = makeListenerLimits()) {
  const { body = '{"account":"Acme"}', token, ...rest } = given;
  const answer = await receive(
    {
      method: "POST",
      key: to,
      value: "jane",
      query: new URLSearchParams(token === undefined ? "" : { token }),
      headers: { "content-type": "application/json", ...(token === undefined ? { "x-api-key": apiKey.key } : {}) },
      ip: `10.0.0.${ip++ % 250}`,
      truncated: false,
      ...rest,
      body: typeof body === "string" ? new TextEncoder().encode(body) : body,
    },
    limits,
  );
  return { ...answer, json: (answer.body === "" ? {} : JSON.parse(answer.body)) as Record<string, unknown> };
}

export const logged = () => db.listenerCall.findMany({ orderBy: { at: "asc" } });
export const valuesOf = async (recordId: string) =>
  (await db.externalDataRecord.findMany({ where: { recordId } })).map(
    ({ values }) => values as Record<string, unknown>,
  );

/** What makes the listener one for tickets, storing into the group Jira. */
export function ticketListener() {
  return { target: "feedback", feedbackTypeId: bugs, kind: "external_data", groupId: jira.id };
}
