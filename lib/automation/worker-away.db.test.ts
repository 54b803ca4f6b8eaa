import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { listDueTimes } from "./due-times";
import { runDueSchedules } from "./schedule-claim";
import { saveSchedule } from "./schedule-commands";
import { scheduleInput, type ScheduleDraft } from "./schedule-schema";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
  await programme.ticket((await programme.user()).id);
});

const begin = Date.parse("2026-10-24T20:30:00Z");
const minute = 60_000;
const awayMinutes = 180;

/** The clocks of Berlin are set back in the night after: an hour comes twice. */
const timings: Partial<ScheduleDraft>[] = [
  { rate: "hourly", timeZone: "UTC" },
  { rate: "cron", pattern: "*/25 * * * *", timeZone: "Europe/Berlin" },
  { rate: "cron", pattern: "15,45 1-5 * * *", timeZone: "Europe/Berlin", endsAt: "2026-10-25T04:30" },
  { rate: "daily", timeZone: "Europe/Berlin" },
];

/** When workers look, in minutes; how many at the same moment. In the three hours from `away` nobody does. */
const day = fc.record({
  looks: fc.array(fc.record({ at: fc.integer({ min: 0, max: 900 }), workers: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 5,
    maxLength: 25,
  }),
  away: fc.integer({ min: 0, max: 700 }),
});

test("each due time runs once or is said to be missed, whenever a worker looks and however long none does", async () => {
  await fc.assert(
    fc.asyncProperty(day, async ({ looks, away }) => {
      await db.macroSchedule.deleteMany();
      await db.macroRun.deleteMany();
      const ids = await Promise.all(timings.map(scheduled));
      const seen = looks.filter(({ at }) => at < away || at >= away + awayMinutes).sort((a, b) => a.at - b.at);
      const last = { at: 901, workers: 2 };
      for (const { at, workers } of [...seen, last]) {
        const now = new Date(begin + at * minute);
        await Promise.all(Array.from({ length: workers }, () => runDueSchedules(now)));
        await db.macroRun.updateMany({ data: { state: "done" } });
      }
      for (const [n, id] of ids.entries()) await expectEachOnce(id, timings[n] ?? {}, [...seen, last]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);

async function scheduled(timing: Partial<ScheduleDraft>): Promise<string> {
  const macro = await programme.macro(programme.tickets, {
    actions: [{ id: randomUUID(), kind: "set_field", fieldKey: "steps", value: "ran" } as never],
  });
  const { id } = await saveSchedule(
    programme.can("macros.write"),
    inputOf({ ...timing, macroId: macro.id }),
    new Date(begin),
  );
  return id;
}

function inputOf(draft: Partial<ScheduleDraft>) {
  const base = {
    name: "Round",
    feedbackTypeId: programme.type.id,
    startsAt: "2026-10-24T23:00",
    macroId: randomUUID(),
  };
  return scheduleInput.parse({ ...base, ...draft });
}

async function expectEachOnce(id: string, timing: Partial<ScheduleDraft>, looks: { at: number }[]): Promise<void> {
  const until = begin + 901 * minute;
  const due = listDueTimes(inputOf(timing), new Date(begin), 100).filter((at) => at.getTime() <= until);
  const entries = await db.scheduleEntry.findMany({ where: { scheduleId: id }, include: { run: true } });
  expect(due.length).toBeGreaterThan(0);
  for (const at of due) {
    const covering = entries.filter(({ dueAt, until: end }) => dueAt <= at && at <= (end ?? dueAt));
    // The first look from then on decides it; only the latest of several that are due by then runs.
    const decidedAt = looks.find((look) => begin + look.at * minute >= at.getTime())?.at ?? 0;
    const isLatest = !due.some((other) => other > at && other.getTime() <= begin + decidedAt * minute);
    expect(
      covering.map(({ outcome }) => outcome),
      at.toISOString(),
    ).toEqual([isLatest ? "ran" : "away"]);
    if (isLatest) expect(covering[0]?.run).toMatchObject({ cause: "schedule" });
  }
  expect(entries.reduce((sum, { times }) => sum + times, 0)).toBe(due.length);
  const ran = entries.filter(({ outcome }) => outcome === "ran");
  expect(new Set(ran.map(({ runId }) => runId)).size).toBe(ran.length);
}
