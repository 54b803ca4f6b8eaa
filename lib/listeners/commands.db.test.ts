import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { by, jira, listener, listeningProject, project } from "@/lib/testing/listening-project";
import { createListener, updateListener } from "./commands";
import type { ListenerInput } from "./schema";

listeningProject();

test("a listener may only name what its scope offers", async () => {
  const other = await db.project.create({ data: { key: "elsewhere", name: "Elsewhere" } });
  const elsewhere = authorizeSystem({ ...project, id: other.id, key: "elsewhere" }, "listeners.write", by);
  const input = await listener();
  const draft = { ...input, id: randomUUID(), key: "fresh" } as ListenerInput;
  await expect(createListener(elsewhere, draft)).rejects.toMatchObject({ fields: { groupId: expect.any(String) } });
  await expect(updateListener(elsewhere, input)).rejects.toMatchObject({ code: "not_found" });
  for (const [change, field] of [
    [{ key: input.key }, "key"],
    [{ apiKeyId: randomUUID() }, "apiKeyId"],
    [{ kind: "external_data", groupId: jira.id }, "groupId"],
    [{ kind: "macro", macroId: randomUUID() }, "macroId"],
    [{ target: "feedback" }, "feedbackTypeId"],
    [{ filterId: randomUUID() }, "filterId"],
    [{ lookup: { in: "value", by: "external", field: "external.jira.number" } }, "lookup.field"],
  ] as const) {
    await expect(listener(change)).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
  }
});
