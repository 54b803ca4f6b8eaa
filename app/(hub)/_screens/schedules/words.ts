import type { StatusTone } from "@/components/kit/status-badge";
import { formatCount } from "@/components/kit/format";
import { countedAtMost } from "@/lib/automation/due-times";
import type { EntryRow, ScheduleRow } from "@/lib/automation/schedule-queries";
import { lastDay, weekdayLabels, type ScheduleOutcome, type ScheduleTiming } from "@/lib/automation/schedule-schema";
import { runTone } from "@/app/(hub)/_screens/runs/tones";

/** "Every Monday and Thursday at 09:00, Europe/Berlin" */
export function whenWords(timing: ScheduleTiming): string {
  const end = timing.endsAt ? `, until ${clockWords(timing.endsAt)}` : "";
  return `${rateWords[timing.rate](timing)}${end}, ${zoneWord(timing.timeZone)}`;
}

const rateWords: Record<ScheduleTiming["rate"], (timing: ScheduleTiming) => string> = {
  once: ({ startsAt }) => `Once, on ${clockWords(startsAt)}`,
  hourly: ({ startsAt }) => `Every hour at ${startsAt.slice(13)}`,
  daily: (timing) => `Every day ${timeWords(timing)}`,
  weekly: (timing) => `Every ${listed(timing.weekdays.map((day) => weekdayLabels[day]))} ${timeWords(timing)}`,
  monthly: (timing) => `On ${monthDayWords(timing.monthDay)} ${timeWords(timing)}`,
  cron: ({ pattern }) => `By the pattern ${pattern}`,
};

export function zoneWord(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** Whether it is a day that not every month has. */
export function isRareDay(day: string | null): boolean {
  return day !== null && day !== lastDay && Number(day) > 28;
}

function monthDayWords(day: string | null): string {
  if (day === lastDay) return "the last day of every month";
  return `day ${day} of every month${isRareDay(day) ? " that has one" : ""}`;
}

function timeWords({ startsAt }: ScheduleTiming): string {
  return `at ${startsAt.slice(11)}`;
}

/** "23 Nov 2026 at 09:00" */
function clockWords(clock: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(
    Date.parse(`${clock}Z`),
  );
  return `${day} at ${clock.slice(11)}`;
}

function listed(words: string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}

interface Look {
  tone: StatusTone;
  word: string;
  /** Where the entry itself gives none. */
  reason?: string;
}

const outcomeLooks: Record<ScheduleOutcome, Look> = {
  ran: { tone: "ok", word: "Ran" },
  nobody: { tone: "skipped", word: "Nobody matched", reason: "No record matched the filter at that moment." },
  away: { tone: "warning", word: "Skipped", reason: "No worker was there to run it." },
  off: { tone: "off", word: "Off", reason: "The schedule was switched off." },
  still_going: { tone: "warning", word: "Skipped" },
  macro_off: { tone: "failed", word: "Could not run" },
  waits_for_value: { tone: "failed", word: "Could not run" },
  refused: { tone: "failed", word: "Could not run" },
};

/** How a due time is shown, with why in words; of one that ran, how its run stands. */
export function entryLook({ outcome, reason, run, byHand, at, dueAt }: Omit<EntryRow, "id">): Look {
  const look = outcomeLooks[outcome];
  if (!run) return { ...look, reason: reason ?? look.reason ?? "" };
  const { done, failed } = run.counts;
  const result = [
    ...(byHand ? [`By hand${byHand.username ? `, ${byHand.username}` : ""}`] : lateWords(dueAt, at)),
    ...(run.total === null ? [] : [run.total === 1 ? "1 record" : `${formatCount(run.total)} records`]),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
  ];
  return {
    tone: runTone(run.state, { done, failed }),
    word: failed > 0 ? "Ran, with failures" : look.word,
    reason: result.join(" · "),
  };
}

function lateWords(dueAt: string, at: string): string[] {
  const minutes = Math.floor((Date.parse(at) - Date.parse(dueAt)) / 60_000);
  if (minutes < 2) return [];
  return [minutes < 120 ? `${minutes} min late` : `${formatCount(Math.floor(minutes / 60))} h late`];
}

/** "1,000 or more times" */
export function timesWords(times: number): string {
  return times >= countedAtMost ? `${formatCount(times)} or more times` : `${formatCount(times)} times`;
}

/** What keeps its macro from running or made it fail, for whoever looks after it. */
export function troubleOf({ last, enabled }: Pick<ScheduleRow, "last" | "enabled">): Look | null {
  if (!last || !enabled) return null;
  const look = entryLook(last);
  return look.tone === "failed" || last.run?.counts.failed ? look : null;
}

/** Whether nothing of it is due any more. */
export function isOver({ nextAt, enabled }: Pick<ScheduleRow, "nextAt" | "enabled">): boolean {
  return enabled && nextAt === null;
}
