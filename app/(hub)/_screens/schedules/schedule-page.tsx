import { Alert } from "@mantine/core";
import { notFound } from "next/navigation";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { automationPlace } from "@/app/(hub)/_screens/automation/automation-place";
import { starterChoices } from "@/app/(hub)/_screens/automation/starter-choices";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { getSchedule, listEntries, type ScheduleRow } from "@/lib/automation/schedule-queries";
import { PastRuns } from "./past-runs";
import { RunNowButton } from "./run-now-button";
import { ScheduleEditor } from "./schedule-editor";
import { WhyRecord } from "./why-record";
import { isOver, troubleOf, whenWords } from "./words";

interface SchedulePageProps {
  actor: Can<"macros.read">;
  /** The feedback type's, null for users. */
  typeKey: string | null;
  /** Null for a new schedule. */
  scheduleId: string | null;
  /** The parameters of the address. */
  search?: Record<string, unknown>;
}

/** A schedule: its editor, when it runs next, and what became of its due times; at every scope and for every kind of record. */
export async function SchedulePage({ actor, typeKey, scheduleId, search = {} }: SchedulePageProps) {
  if (scheduleId !== null && !z.uuid().safeParse(scheduleId).success) notFound();
  const place = await automationPlace(actor, typeKey);
  const schedule = scheduleId === null ? null : await getSchedule(actor, scheduleId);
  const feedbackTypeId = place.type?.id ?? null;
  if (schedule && (schedule.target !== place.home.target || schedule.feedbackTypeId !== feedbackTypeId)) notFound();
  const after = z.uuid().safeParse(search.after).data;
  const [{ source: _source, ...choices }, entries] = await Promise.all([
    starterChoices(actor, place, schedule),
    schedule && listEntries(actor, { scheduleId: schedule.id, ...(after && { after }) }),
  ]);
  const title = schedule?.name ?? "Create a schedule";
  const mayWrite = may(actor, "macros.write");
  const { timeZone } = actor.scope;
  return (
    <>
      <PageHeader
        title={title}
        description={schedule && whenWords(schedule.timing)}
        breadcrumbs={[...place.crumbs, { label: place.title, href: place.base }, { label: title }]}
        actions={
          schedule &&
          mayWrite && (
            <>
              <HistoryLink scope={place.scope} kind="schedule" id={schedule.id} />
              <RunNowButton scope={place.scope} schedule={schedule} runsBase={place.runsBase} />
            </>
          )
        }
      />
      {schedule && <Notice schedule={schedule} />}
      <ScheduleEditor
        key={schedule?.modifiedAt ?? "new"}
        scope={place.scope}
        base={place.base}
        schedule={schedule}
        feedbackTypeId={feedbackTypeId}
        choices={choices}
        begins={{ startsAt: tomorrowAtNine(timeZone), timeZone }}
        mayWrite={mayWrite}
      >
        {schedule && <WhyRecord schedule={schedule} listHref={place.listHref} />}
      </ScheduleEditor>
      {schedule && entries && (
        <PastRuns
          entries={entries}
          zone={schedule.timing.timeZone}
          href={`${place.base}/schedules/${schedule.id}`}
          isFirstPage={after === undefined}
          runsBase={place.runsBase}
        />
      )}
    </>
  );
}

/** What somebody who looks after it should know before anything else. */
function Notice({ schedule }: { schedule: ScheduleRow }) {
  const trouble = troubleOf(schedule);
  if (trouble)
    return (
      <Alert
        color={trouble.tone === "failed" ? "red" : "yellow"}
        variant="light"
        mb="md"
        title={`Last time: ${trouble.word}`}
      >
        {trouble.reason} {schedule.nextAt && "It is tried again at its next due time."}
      </Alert>
    );
  if (!schedule.macro.enabled)
    return (
      <Alert color="yellow" variant="light" mb="md" title="Its macro is switched off">
        Nothing runs until “{schedule.macro.name}” is switched on.
      </Alert>
    );
  if (isOver(schedule))
    return (
      <Alert color="gray" variant="light" mb="md" title="This schedule is over">
        Nothing of it is due any more. Give it another start or end to use it again.
      </Alert>
    );
  return null;
}

function tomorrowAtNine(timeZone: string): string {
  return Temporal.Now.plainDateISO(timeZone)
    .add({ days: 1 })
    .toPlainDateTime("09:00")
    .toString({ smallestUnit: "minute" });
}
