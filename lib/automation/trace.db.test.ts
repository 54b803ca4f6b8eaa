import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { writeValuesIn } from "@/lib/external-data/write";
import { startRunIn } from "@/lib/macros/run";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { settle, triggersOf } from "./test-triggers";
import { getTrace, type TraceStep } from "./trace";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const { macroThat, trigger, newTicket } = triggersOf(() => programme);
const reader = () => programme.can("runs.read");

/** What is told of each step, in words. */
function told(step: TraceStep): string {
  switch (step.kind) {
    case "call":
      return `call ${step.listenerKey} ${step.subject}`;
    case "run":
      return `run on ${step.records.join(", ")} by ${step.startedBy}, depth ${step.depth}`;
    case "delivery":
      return `webhook ${step.subject} ${step.state} ${step.lastStatus}`;
    case "capture":
      return `stored for ${step.subject} ${step.values.map(({ label, value }) => `${label}=${String(value)}`).join(", ")}`;
    case "change":
      return `change ${step.displayId} ${step.changes.map(({ label }) => label).join(", ")}`;
  }
}

test("a call, its run, the webhook, what came back, and the run that this set off are one trace", async () => {
  const ticket = await newTicket("Crash");
  const chainId = randomUUID();
  const callId = randomUUID();
  const at = new Date(Date.now() - 60_000);
  const projectId = programme.project.id;
  const call = { id: callId, at, projectId, listenerKey: "tracker", outcome: "queued", status: 202, ip: "127.0.0.1" };
  await db.listenerCall.create({ data: { ...call, bytes: 2, ms: 1, subjectLabel: ticket.displayId } });
  const first = await macroThat({ kind: "set_field", fieldKey: "severity", value: "high" });
  const { runId } = await transaction((tx) =>
    startRunIn(tx, {
      macro: { id: first.id },
      cause: "listener",
      causeDetail: { label: "Tracker", callId },
      byId: null,
      records: [{ id: ticket.id, label: ticket.displayId }],
      chainId,
      depth: 0,
    }),
  );
  const second = await macroThat({ kind: "set_field", fieldKey: "build", value: "7" });
  const jiraKey = `external.${programme.jira.key}.key`;
  await trigger({ name: "Key came", macroId: second.id, event: "feedback_modified", fields: [jiraKey] });
  await settle();
  const group = await db.externalDataGroup.findUniqueOrThrow({
    where: { id: programme.jira.id },
    include: { fields: true },
  });
  const endpoint = await db.endpoint.create({ data: { projectId, origin: "https://tracker.example" } });
  const delivery = await db.webhookDelivery.create({
    data: {
      projectId,
      runId,
      macroId: first.id,
      macroVersion: 1,
      actionId: randomUUID(),
      target: "feedback",
      subjectId: ticket.id,
      subjectLabel: ticket.displayId,
      endpointId: endpoint.id,
      state: "delivered",
      deliveredAt: new Date(),
      lastStatus: 200,
      nextAt: new Date(),
    },
  });
  const fields = group.fields.map((field) => ({ ...field, archived: false }));
  await transaction((tx) =>
    writeValuesIn(tx, {
      group: { ...group, fields },
      recordId: ticket.id,
      values: new Map([[fields[0]?.id ?? "", "BETA-1"]]),
      source: { source: "capture", id: delivery.id, label: "Tracker", at: new Date().toISOString() },
      chain: { runId },
    }),
  );
  await settle();

  const { steps, elsewhere, isCut } = await getTrace(reader(), chainId);
  expect(steps.map(told)).toEqual([
    `call tracker ${ticket.displayId}`,
    `run on ${ticket.displayId} by Tracker, depth 0`,
    `change ${ticket.displayId} Severity`,
    `webhook ${ticket.displayId} delivered 200`,
    `stored for ${ticket.displayId} Key=BETA-1`,
    `run on ${ticket.displayId} by trigger “Key came”, depth 1`,
    `change ${ticket.displayId} Build`,
  ]);
  expect([elsewhere, isCut]).toEqual([0, false]);

  const stranger = await testProgramme();
  await expect(getTrace(stranger.can("runs.read"), chainId)).rejects.toMatchObject({ code: "not_found" });
  const community = authorizeSystem(await scopeOf(null), "runs.read", { via: "job", name: "test" });
  await expect(getTrace(community, chainId)).rejects.toMatchObject({ code: "not_found" });
});
