import { expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { noFilter } from "@/lib/conditions/schema";
import { transaction } from "@/lib/db/transaction";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { listRecords } from "./list";
import { loadSource } from "./load-source";

testDatabase();

test("tickets sorted by their id come in the order of their numbers, over pages too", async () => {
  const cast = await makeCast();
  const type = feedbackTypeInput.parse({
    name: "Bug",
    key: "bug",
    prefix: "BUG",
    fields: [],
    statuses: [{ key: "new", name: "New", isDefault: true }],
  });
  const { id: typeId } = await createFeedbackType(await cast.can("manager", "types.write"), type);
  const actor = await cast.can("participant", "feedback.submit");
  const origin: Origin = { kind: "person", id: null, label: "Test" };
  const submitterId = cast.people.participant.id;
  for (let n = 0; n < 12; n++) {
    await transaction((tx) => submitFeedbackIn(tx, actor, { title: "x", values: {}, typeId, submitterId, origin }));
  }
  const source = await loadSource({ kind: "feedback", typeId });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const sort = [{ path: "feedback.display_id", dir: "asc" as const }];
    const page = await listRecords(source, { condition: noFilter, columns: [], sort, limit: 5, cursor });
    seen.push(...page.rows.map(({ label }) => label));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => `BUG-${n + 1}`));
});
