import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { judgeDue, listDueTimes, nextDue } from "./due-times";
import { scheduleInput, scheduleTiming, type ScheduleTiming } from "./schedule-schema";

const timing = (more: Partial<Record<keyof ScheduleTiming, unknown>>): ScheduleTiming =>
  scheduleTiming.parse({ rate: "daily", startsAt: "2026-01-01T09:00", timeZone: "Europe/Berlin", ...more });

const due = (more: Parameters<typeof timing>[0], after: string, count = 3) =>
  listDueTimes(timing(more), new Date(after), count).map((each) => each.toISOString().slice(0, 16));

describe("when a schedule is due", () => {
  test("at the time of day of its start, in its zone, never before its start nor after its end", () => {
    expect(due({}, "2025-06-01T00:00:00Z", 2)).toEqual(["2026-01-01T08:00", "2026-01-02T08:00"]);
    expect(due({ endsAt: "2026-01-02T09:00" }, "2026-01-01T08:00:00Z")).toEqual(["2026-01-02T08:00"]);
    expect(due({ rate: "once" }, "2025-06-01T00:00:00Z")).toEqual(["2026-01-01T08:00"]);
    expect(due({ rate: "once" }, "2026-01-01T08:00:00Z")).toEqual([]);
    expect(due({ rate: "hourly" }, "2026-01-01T12:00:00Z", 2)).toEqual(["2026-01-01T13:00", "2026-01-01T14:00"]);
  });

  test("on the days of the week or the month that were chosen", () => {
    expect(due({ rate: "weekly", weekdays: ["mon", "thu"] }, "2026-01-01T00:00:00Z")).toEqual([
      "2026-01-01T08:00",
      "2026-01-05T08:00",
      "2026-01-08T08:00",
    ]);
    // A month without the day is left out; the last day is in every month.
    expect(due({ rate: "monthly", monthDay: "31" }, "2026-01-01T00:00:00Z")).toEqual([
      "2026-01-31T08:00",
      "2026-03-31T07:00",
      "2026-05-31T07:00",
    ]);
    expect(due({ rate: "monthly", monthDay: "last" }, "2028-01-01T00:00:00Z")).toEqual([
      "2028-01-31T08:00",
      "2028-02-29T08:00",
      "2028-03-31T07:00",
    ]);
    expect(due({ rate: "cron", pattern: "30 6 * * mon#1" }, "2026-01-01T09:00:00Z", 2)).toEqual([
      "2026-01-05T05:30",
      "2026-02-02T05:30",
    ]);
  });

  test("once on the day that skips its time and once on the day that has it twice", () => {
    const at = { startsAt: "2026-01-01T02:30" };
    expect(due(at, "2026-03-28T00:00:00Z")).toEqual(["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"]);
    expect(due(at, "2026-10-24T00:00:00Z")).toEqual(["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]);
    expect(due({ rate: "once", startsAt: "2026-03-29T02:30" }, "2026-03-01T00:00:00Z")).toEqual(["2026-03-29T01:00"]);
    expect(due({ ...at, startsAt: "2026-03-29T02:30" }, "2026-03-01T00:00:00Z", 1)).toEqual(["2026-03-29T01:00"]);
    expect(due({ rate: "cron", pattern: "30 1,2 * * *" }, "2026-10-24T23:00:00Z", 3)).toEqual([
      "2026-10-24T23:30",
      "2026-10-25T00:30",
      "2026-10-26T00:30",
    ]);
    // Hours are hours: the one that comes twice is two.
    expect(due({ rate: "hourly" }, "2026-10-24T23:30:00Z")).toEqual([
      "2026-10-25T00:00",
      "2026-10-25T01:00",
      "2026-10-25T02:00",
    ]);
  });
});

test("what cannot be due is refused with the field and the mend", () => {
  const problems = (more: object) =>
    scheduleInput
      .safeParse({ name: "X", macroId: crypto.randomUUID(), ...timing({}), ...more })
      .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  expect(problems({ rate: "weekly" })).toEqual(["weekdays: Choose at least one day."]);
  expect(problems({ rate: "monthly" })).toEqual(["monthDay: Choose a day."]);
  expect(problems({ rate: "monthly", monthDay: "32" })).toHaveLength(1);
  expect(problems({ rate: "cron" })).toEqual(["pattern: Give a pattern."]);
  for (const pattern of [
    "* * * *",
    "@daily",
    "61 * * * *",
    "* * * * * *",
    "2026-01-01T00:00:00",
    "R 9 * * *",
    "0 9 31 2 *",
  ])
    expect([pattern, problems({ rate: "cron", pattern })?.[0]?.split(":")[0]]).toEqual([pattern, "pattern"]);
  for (const startsAt of ["", "2026-02-30T09:00", "2026-01-01T24:00", "2026-01-01", "next week"])
    expect([startsAt, problems({ startsAt })]).toHaveLength(2);
  expect(problems({ endsAt: "2026-01-01T09:00" })).toEqual(["endsAt: The end must be later than the start."]);
  expect(problems({ endsAt: "" })).toBeUndefined();
  for (const timeZone of ["Mars/Olympus", "+01:00", ""]) expect(problems({ timeZone })).toHaveLength(1);
});

describe("what is due by now", () => {
  const from = new Date("2026-01-01T08:00:00Z");

  test("nothing before its time, one as soon as it is there", () => {
    expect(judgeDue(timing({}), from, new Date("2026-01-01T07:59:59.999Z"))).toBeNull();
    expect(judgeDue(timing({}), null, from)).toBeNull();
    expect(judgeDue(timing({}), from, from)).toEqual({
      dueAt: from,
      missed: null,
      nextAt: new Date("2026-01-02T08:00:00Z"),
    });
  });

  test("of many that passed the last runs and the others were missed, at least a thousand at a glance", () => {
    const now = new Date("2027-01-01T00:00:30Z");
    const minutely = timing({ rate: "cron", pattern: "* * * * *" });
    expect(judgeDue(minutely, from, now)).toEqual({
      dueAt: new Date("2027-01-01T00:00:00Z"),
      missed: { from, until: new Date("2026-12-31T23:59:00Z"), times: 1_000 },
      nextAt: new Date("2027-01-01T00:01:00Z"),
    });
  });
});

// Times that the clocks of each zone skip and show twice: by an hour or half of one, at night or at midnight, around Ramadan, never.
const patterns = {
  UTC: "15 2 * * *",
  "America/New_York": "15 1,2 * * *",
  "Europe/Berlin": "15 2,3 * * *",
  "Australia/Lord_Howe": "15,45 1,2 * * *",
  "Africa/Cairo": "15 0,23 * * *",
  "America/Santiago": "15 0,23 * * *",
  "Asia/Beirut": "15 0,23 * * *",
  "Pacific/Chatham": "50 2,3 * * *",
  "Africa/Casablanca": "15 2 * * *",
  "America/St_Johns": "15 1,2 * * *",
  "Asia/Kathmandu": "15 2 * * *",
  "America/Nuuk": "15 22,23 * * *",
};

const begin = Date.parse("2026-01-01T00:00:00Z");
const over = Date.parse("2031-01-01T00:00:00Z");

test.each(Object.entries(patterns))(
  "five years in %s: a worker that is away for three hours now and then runs or reports each due time once",
  (timeZone, pattern) => {
    const plan = timing({ rate: "cron", pattern, timeZone, startsAt: "2025-12-31T00:00" });
    const expected = expectedIn(timeZone, pattern);
    const random = seeded(Object.keys(patterns).indexOf(timeZone) + 1);
    const decided: number[] = [];
    let [missedTimes, runs] = [0, 0];
    let nextAt = nextDue(plan, new Date(begin - 1));
    while (nextAt && nextAt.getTime() < over) {
      const late = random() < 0.2 ? 3 * hour * random() : 5_000 * random();
      const judged = judgeDue(plan, nextAt, new Date(nextAt.getTime() + late));
      if (!judged) throw new Error("what is due is not seen");
      const { missed } = judged;
      const passed = missed ? expected.filter((at) => at >= missed.from.getTime() && at <= missed.until.getTime()) : [];
      expect(passed).toHaveLength(missed?.times ?? 0);
      decided.push(...passed, judged.dueAt.getTime());
      missedTimes += passed.length;
      runs++;
      nextAt = judged.nextAt;
    }
    expect(decided.filter((at) => at < over)).toEqual(expected);
    expect(runs).toBeGreaterThan(1_700);
    if (pattern.includes(",")) expect(missedTimes).toBeGreaterThan(20);
  },
);

test.each(Object.keys(patterns))("hourly in %s is every hour that passes while the clocks are set", (timeZone) => {
  const plan = timing({ rate: "hourly", startsAt: "2025-12-31T00:20", timeZone });
  const spans = offsetsIn(timeZone);
  for (const { to } of spans.filter((span) => span.to < over && span.to > begin)) {
    const from = to - 5 * hour;
    const expected = Array.from({ length: 10 * 60 }, (_, n) => from + (n + 1) * 60_000).filter((at) => {
      const offset = spans.find((span) => at >= span.from && at < span.to)?.offset ?? 0;
      return (at + offset) % hour === 20 * 60_000;
    });
    const found = listDueTimes(plan, new Date(from), expected.length).map((each) => each.getTime());
    expect(found).toEqual(expected);
  }
});

const hour = 3_600_000;

/** Reckoned another way: each day's times by the offsets of the zone, the first if there are two, the end of the gap if there is none. */
function expectedIn(timeZone: string, pattern: string): number[] {
  const [minutes = [], hours = []] = pattern.split(" ").map((part) => part.split(",").map(Number));
  const spans = offsetsIn(timeZone);
  const found = new Set<number>();
  for (let day = begin - 24 * hour; day <= over + 24 * hour; day += 24 * hour) {
    for (const each of hours) {
      for (const minute of minutes) {
        const clock = day + each * hour + minute * 60_000;
        const span = spans.find(({ from, to, offset }) => clock - offset >= from && clock - offset < to);
        const gap = spans.find(({ to, offset }, n) => clock - offset >= to && clock - (spans[n + 1]?.offset ?? 0) < to);
        found.add(span ? clock - span.offset : (gap?.to ?? Number.NaN));
      }
    }
  }
  return [...found].filter((at) => at >= begin && at < over).sort((a, b) => a - b);
}

/** Milliseconds since the epoch, and before UTC's clock. */
function offsetsIn(timeZone: string): { from: number; to: number; offset: number }[] {
  const spans = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from("2025-06-01T00:00:00Z").toZonedDateTimeISO(timeZone);
  while (at && at.year < 2033) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition("next");
    spans.push({
      from: at.epochMilliseconds,
      to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: at.offsetNanoseconds / 1e6,
    });
    at = next;
  }
  return spans;
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
