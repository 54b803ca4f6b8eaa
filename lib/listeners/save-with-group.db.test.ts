import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { apiKey, by, listeningProject, people, project, valuesOf } from "@/lib/testing/listening-project";
import { saveListenerWithGroup } from "./save-with-group";
import { listenerWithGroup } from "./save-with-group-schema";
import { sendTestCall } from "./send-test";

listeningProject();

const writer = () => authorizeSystem(project, "listeners.write", by);
const fields = [{ label: "Plan", parameter: "plan", type: "string" as const, favorite: true }];

function draft(id: string, key: string) {
  return listenerWithGroup.parse({
    isNew: true,
    listener: { id, name: "CRM", key, target: "user", apiKeyId: apiKey.id, kind: "external_data", groupId: id },
    group: { is: "new", label: `Plan of ${key}`, fields },
  });
}

test("a listener and its new group are saved together, and a test call fills the group", async () => {
  const id = randomUUID();
  await saveListenerWithGroup(writer(), draft(id, "crm-a"));
  const jane = await db.user.findUniqueOrThrow({ where: { id: people.jane }, select: { username: true } });
  const answer = await sendTestCall(writer(), { id, value: jane.username, body: '{"plan":"pro"}' });
  expect(answer).toMatchObject({ status: 200 });
  expect((await valuesOf(people.jane)).flatMap((values) => Object.values(values as object))).toContain("pro");
  const call = await db.listenerCall.findFirstOrThrow({ where: { id: answer.callId ?? "" }, select: { isTest: true } });
  expect(call.isTest).toBe(true);
});

test("a listener that is refused makes no group", async () => {
  const id = randomUUID();
  const refused = draft(id, "crm-b");
  const wrong = { ...refused, listener: { ...refused.listener, apiKeyId: randomUUID() } };
  await expect(saveListenerWithGroup(writer(), wrong)).rejects.toMatchObject({
    fields: { apiKeyId: expect.any(String) },
  });
  expect(await db.externalDataGroup.count({ where: { label: "Plan of crm-b" } })).toBe(0);
});
