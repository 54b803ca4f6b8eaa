import { randomUUID } from "node:crypto";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { saveSchedule } from "@/lib/automation/schedule-commands";
import { scheduleInput } from "@/lib/automation/schedule-schema";
import { saveTrigger } from "@/lib/automation/commands";
import { triggerInput } from "@/lib/automation/schema";
import { db } from "@/lib/db/client";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { checkedImport } from "@/lib/imports/test-import";
import { createListener } from "@/lib/listeners/commands";
import { listenerInput } from "@/lib/listeners/schema";
import { createMacro } from "@/lib/macros/commands";
import { macroInput, type MacroDraft, type MacroHome } from "@/lib/macros/schema";
import { makeCast } from "@/lib/testing/cast";

/** Where a thing is: a project by its key, or null for the community. Ids by what they are of. */
export type World = Awaited<ReturnType<typeof makeWorld>>;

/** One of everything that a project or the community can have, made as people make it; what a worker would write is put there. */
export async function makeWorld(name: string, kind: "project" | "community" = "project") {
  const cast = await makeCast(kind === "project" ? name : undefined);
  const project = kind === "project" ? cast.project : null;
  const projectId = project?.id ?? null;
  const scope = await scopeOf(projectId);
  const by = { via: "sample", name: "World" } as const;
  const can = <P extends Permission>(permission: P) => authorizeSystem(scope, permission, by);
  const people = { ...cast.people, tester: cast.people.participant.id };
  const type = project ? await makeType(project.id, people.tester, people.manager.id) : null;

  const team = await db.team.create({ data: { projectId, name: "Testers" }, select: { id: true } });
  const otherTeam = await db.team.create({ data: { projectId, name: "Others" }, select: { id: true } });
  await db.teamMembership.create({ data: { teamId: team.id, userId: people.tester }, select: { teamId: true } });
  const freeTeam = await db.team.create({ data: { projectId, name: "Nobody" }, select: { id: true } });
  const freeRank = await db.rank.create({ data: { projectId, name: "Helper", points: 1 }, select: { id: true } });
  const rank = await db.rank.create({ data: { projectId, name: "Hunter", points: 5 }, select: { id: true } });
  const apiKey =
    (await db.apiKey.findFirst({ select: { id: true } })) ??
    (await createApiKey(authorizeSystem(await scopeOf(null), "apiKeys.write", by), apiKeyInput.parse({ name: "Key" })));

  const group = await createGroup(can("groups.write"), groupOf("user", `Usage ${name}`));
  const field = group.fields[0]?.id ?? "";
  const source = { source: "person", id: null, label: "World", at: new Date().toISOString() };
  await db.externalDataRecord.create({
    data: { groupId: group.id, recordId: people.tester, values: { [field]: "new" }, provenance: { [field]: source } },
    select: { groupId: true },
  });
  const change = await db.externalDataHistory.create({
    data: { groupId: group.id, fieldId: field, recordId: people.tester, old: "old", new: "new", source },
    select: { id: true },
  });

  const users: MacroHome = { target: "user" };
  const make = (home: MacroHome, draft: Partial<MacroDraft>) =>
    createMacro(
      can("macros.write"),
      home,
      macroInput.parse({ name: "Macro", key: `m-${randomUUID()}`.slice(0, 40), ...draft }),
    );
  // Known by its macro, so that others may have the same.
  const webhook = "0190a000-0000-7000-8000-0000000000aa";
  const macro = await make(users, {
    showAsAction: true,
    actions: [
      {
        id: webhook,
        kind: "webhook",
        url: "http://localhost:3000/api/echo/plain",
        body: "{}",
        headers: [{ name: "Authorization", secret: { value: `Secret of ${name}` } }],
      },
    ],
  });
  const secret = await db.secret.findFirstOrThrow({ where: { ownerId: macro.id }, select: { id: true } });
  await db.webhookActionState.create({
    data: { macroId: macro.id, actionId: webhook, offAt: new Date(), offReason: "410" },
    select: { macroId: true },
  });
  const unusedMacro = await make(users, { name: "Unused" });
  const ticketMacro = type && (await make({ target: "feedback", typeId: type.type }, { name: "On tickets" }));

  const filter = async (on: string) =>
    db.savedFilter.create({
      data: {
        projectId,
        source: on,
        name: "Everybody",
        condition: { match: "all", conditions: [] },
        ownerId: (project ? people.manager : people.communityManager).id,
        visibility: project ? "project" : "community",
      },
      select: { id: true },
    });
  const [usedFilter, freeFilter] = [await filter("users"), await filter("users")];
  const view = await db.savedView.create({
    data: {
      projectId,
      source: "users",
      name: "Names",
      columns: [{ path: "user.username" }],
      ownerId: (project ? people.manager : people.communityManager).id,
      visibility: project ? "project" : "community",
    },
    select: { id: true },
  });

  const started = { macroId: unusedMacro.id, name: "Starts it", filterId: usedFilter.id };
  const trigger = await saveTrigger(
    can("macros.write"),
    triggerInput.parse({ ...started, event: "profile_changed", enabled: false }),
  );
  const timing = { rate: "daily", startsAt: "2030-01-01T09:00", timeZone: "UTC" };
  const schedule = await saveSchedule(can("macros.write"), scheduleInput.parse({ ...started, ...timing }));
  const onTickets = type && ticketMacro && { name: "On tickets", feedbackTypeId: type.type, macroId: ticketMacro.id };
  const ticketTrigger =
    onTickets &&
    (await saveTrigger(
      can("macros.write"),
      triggerInput.parse({ ...onTickets, event: "feedback_modified", enabled: false }),
    ));
  const ticketSchedule =
    onTickets && (await saveSchedule(can("macros.write"), scheduleInput.parse({ ...onTickets, ...timing })));

  const listen = async (draft: object) => {
    const id = randomUUID();
    const common = { id, key: `l-${id}`, name: "Listens", apiKeyId: apiKey.id };
    await createListener(can("listeners.write"), listenerInput.parse({ ...common, ...draft }));
    return { id, key: common.key };
  };
  const listener = await listen({ kind: "external_data", target: "user", groupId: group.id });
  const ticketListener =
    onTickets &&
    (await listen({
      kind: "macro",
      target: "feedback",
      feedbackTypeId: onTickets.feedbackTypeId,
      macroId: onTickets.macroId,
    }));
  const shop = project && (await createGroup(can("groups.write"), groupOf("project", `Shop ${name}`)));
  const projectListener = shop && (await listen({ kind: "external_data", target: "project", groupId: shop.id }));
  const call = await db.listenerCall.create({
    data: {
      id: randomUUID(),
      at: new Date(),
      listenerId: listener.id,
      projectId,
      listenerKey: listener.key,
      outcome: "done",
      status: 200,
      ip: "192.0.2.1",
      bytes: 2,
      ms: 1,
    },
    select: { id: true },
  });

  const run = async (state: "running" | "paused" | "done") =>
    db.macroRun.create({
      data: {
        projectId,
        macroId: macro.id,
        macroVersion: 1,
        target: "user",
        cause: "bulk",
        state,
        chainId: randomUUID(),
        total: 1,
        ...(state === "done" && { finishedAt: new Date() }),
        records: {
          create: { subjectId: people.tester, label: "tester", state: state === "done" ? "failed" : "waiting" },
        },
      },
      select: { id: true, chainId: true },
    });
  const [running, paused, ending, done] = [
    await run("running"),
    await run("paused"),
    await run("running"),
    await run("done"),
  ];
  const endpoint = await db.endpoint.create({
    data: { projectId, origin: `https://${name}.example` },
    select: { id: true },
  });
  const delivery = async (state: "held" | "failed") =>
    db.webhookDelivery.create({
      data: {
        projectId,
        endpointId: endpoint.id,
        macroId: macro.id,
        macroVersion: 1,
        actionId: randomUUID(),
        runId: done.id,
        target: "user",
        subjectId: people.tester,
        subjectLabel: "tester",
        state,
      },
      select: { id: true },
    });
  const [held, doubted, abandoned] = [await delivery("held"), await delivery("held"), await delivery("held")];
  const failed = await delivery("failed");

  const text = `username,value\n${cast.people.participant.username},changed\n`;
  const importer = await cast.can(project ? "manager" : "communityManager", "externalData.write", kind);
  const imported = () => checkedImport(importer, { text, groupId: group.id });
  const [checked, mapped, unwanted] = [await imported(), await imported(), await imported()];
  const invited = await checkedImport(importer, { text: "email\nnew@example.com\n" });
  const moving = await db.import.create({
    data: { projectId, kind: "values", groupId: group.id, fileName: "values.csv", state: "running", byName: "World" },
    select: { id: true },
  });
  const mail = await db.emailMessage.create({
    data: {
      projectId,
      to: "a@example.com",
      subject: "Hello",
      text: "Hello",
      cause: { kind: "person", id: null, label: "World" },
    },
    select: { id: true },
  });

  return {
    cast,
    key: project?.key ?? null,
    tester: people.tester,
    testerName: cast.people.participant.username,
    supporter: people.support.id,
    stranger: cast.people.stranger,
    type: "",
    ticket: "",
    ownTicket: "",
    ...type,
    team: team.id,
    otherTeam: otherTeam.id,
    freeTeam: freeTeam.id,
    rank: rank.id,
    freeRank: freeRank.id,
    apiKey: apiKey.id,
    group: group.id,
    groupSettings: { id: group.id, label: group.label, fields: group.fields },
    field,
    change: change.id,
    macro: macro.id,
    webhook,
    secret: secret.id,
    unusedMacro: unusedMacro.id,
    ticketMacro: ticketMacro?.id ?? "",
    filter: usedFilter.id,
    freeFilter: freeFilter.id,
    view: view.id,
    trigger: trigger.id,
    ticketTrigger: ticketTrigger?.id ?? "",
    schedule: schedule.id,
    ticketSchedule: ticketSchedule?.id ?? "",
    listener: listener.id,
    listenerKey: listener.key,
    ticketListener: ticketListener?.id ?? "",
    projectListener: projectListener?.id ?? "",
    call: call.id,
    running: running.id,
    paused: paused.id,
    ending: ending.id,
    done: done.id,
    chain: done.chainId,
    held: held.id,
    doubted: doubted.id,
    abandoned: abandoned.id,
    failed: failed.id,
    checked,
    mapped,
    unwanted,
    invited,
    moving: moving.id,
    mail: mail.id,
  };
}

function groupOf(target: string, label: string) {
  return externalDataGroupInput.parse({
    target,
    label,
    fields: [{ label: "Value", parameter: "value", type: "string" }],
  });
}

/** A type with a ticket of the tester, and one of the manager. */
async function makeType(projectId: string, testerId: string, managerId: string) {
  const type = await db.feedbackType.create({
    data: { projectId, key: "bug", name: "Bug report", prefix: "BUG", nextNumber: 3 },
    select: { id: true },
  });
  const data = { typeId: type.id, key: "new", name: "New", isDefault: true };
  const status = await db.feedbackStatus.create({ data, select: { id: true } });
  const ticket = async (number: number, submitterId: string) =>
    db.feedback.create({
      data: {
        projectId,
        typeId: type.id,
        number,
        displayId: `BUG-${number}`,
        title: "Crash",
        statusId: status.id,
        submitterId,
        visibility: "public",
      },
      select: { id: true },
    });
  const [theirs, own] = [await ticket(1, testerId), await ticket(2, managerId)];
  return { type: type.id, ticket: theirs.id, ownTicket: own.id };
}
