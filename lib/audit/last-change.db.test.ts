import { expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { audit } from "./audit";
import { lastSeen, requireSeenIn } from "./last-change";

testDatabase();

const kind = "macro";
const id = "01a20000-0000-7000-8000-000000000001";

test("what was saved after it was seen is not saved over, and who saved it is named", async () => {
  const maya = await db.user.create({ data: { email: "maya@example.com", username: "maya", firstName: "Maya" } });
  const scope = { kind: "community", timeZone: "UTC" } as const;
  const actor = authorizeSystem(scope, "macros.write", { via: "command line", name: "Maya", personId: maya.id });
  const save = () => transaction((tx) => audit(tx, actor, { verb: "changed", kind, id, label: "Escalate" }));
  const check = (seen: string | null) => transaction((tx) => requireSeenIn(tx, { kind, id, seen }));

  const opened = await lastSeen(kind, id);
  await expect(check(opened)).resolves.toBeUndefined();
  await save();
  await expect(check(opened)).rejects.toMatchObject({
    code: "stale",
    message: "Maya has saved this macro since you opened it. Nothing of yours was saved yet.",
    fields: { by: "Maya", at: expect.stringMatching(/Z$/) as string },
  });
  await expect(check(null)).resolves.toBeUndefined();
  const again = await lastSeen(kind, id);
  await expect(check(again)).resolves.toBeUndefined();
  await save();
  await expect(check(again)).rejects.toMatchObject({ code: "stale" });
});
