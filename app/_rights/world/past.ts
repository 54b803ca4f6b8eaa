import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { checkedImport } from "@/lib/imports/test-import";
import type { Place } from "./place";

interface Made {
  macro: string;
  group: string;
  listener: string;
  listenerKey: string;
}

/** Runs, deliveries, calls, imports and mails, in the states in which people meet them. */
export async function makePast(place: Place, { macro, group, listener, listenerKey }: Made) {
  const { projectId, testerName, importer } = place;
  const done = await makeRun(place, macro, "done");
  const delivery = await deliveriesOf(place, macro, done.id);
  const text = `username,value\n${testerName},changed\n`;
  const imported = () => checkedImport(importer, { text, groupId: group });
  const moving = await db.import.create({
    data: { projectId, kind: "values", groupId: group, fileName: "values.csv", state: "running", byName: "World" },
    select: { id: true },
  });
  const mail = await db.emailMessage.create({
    data: { projectId, to: "a@example.com", subject: "Hello", text: "Hello", cause: causeOfMail },
    select: { id: true },
  });
  const heard = { listenerId: listener, listenerKey, outcome: "done", status: 200, ip: "192.0.2.1", bytes: 2, ms: 1 };
  const call = await db.listenerCall.create({
    data: { id: randomUUID(), at: new Date(), projectId, ...heard },
    select: { id: true },
  });
  return {
    running: (await makeRun(place, macro, "running")).id,
    ending: (await makeRun(place, macro, "running")).id,
    paused: (await makeRun(place, macro, "paused")).id,
    done: done.id,
    chain: done.chainId,
    held: await delivery("held"),
    doubted: await delivery("held"),
    abandoned: await delivery("held"),
    failed: await delivery("failed"),
    call: call.id,
    checked: await imported(),
    mapped: await imported(),
    unwanted: await imported(),
    invited: await checkedImport(importer, { text: "email\nnew@example.com\n" }),
    moving: moving.id,
    mail: mail.id,
  };
}

const causeOfMail = { kind: "person", id: null, label: "World" };

async function makeRun({ projectId, tester }: Place, macroId: string, state: "running" | "paused" | "done") {
  const isOver = state === "done";
  const record = { subjectId: tester, label: "tester", state: isOver ? "failed" : "waiting" } as const;
  const common = { projectId, macroId, macroVersion: 1, target: "user", cause: "bulk", total: 1 } as const;
  return db.macroRun.create({
    data: {
      ...common,
      state,
      chainId: randomUUID(),
      finishedAt: isOver ? new Date() : null,
      records: { create: record },
    },
    select: { id: true, chainId: true },
  });
}

async function deliveriesOf({ projectId, name, tester }: Place, macroId: string, runId: string) {
  const origin = `https://${name}.example`;
  const { id: endpointId } = await db.endpoint.create({ data: { projectId, origin }, select: { id: true } });
  const subject = { target: "user", subjectId: tester, subjectLabel: "tester" } as const;
  return async (state: "held" | "failed") => {
    const data = { projectId, endpointId, macroId, macroVersion: 1, actionId: randomUUID(), runId, ...subject, state };
    return (await db.webhookDelivery.create({ data, select: { id: true } })).id;
  };
}
