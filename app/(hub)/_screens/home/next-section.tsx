import { objectAddress } from "@/app/(hub)/_screens/audit/object-address";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import type { Actor } from "@/lib/auth/actor";
import { listNextRunsOf } from "@/lib/home/next-runs";
import type { OwnProject } from "@/lib/home/own-projects";
import type { NextRun } from "@/lib/home/schema";
import { DueMinute } from "./due-minute";
import classes from "./home.module.css";

/** What next happens by itself, here and in the projects, and when that is for whoever looks. */
export async function NextSection({ actor, projects }: { actor: Actor; projects: readonly OwnProject[] }) {
  const runs = await listNextRunsOf([actor, ...projects.map((there) => there.actor)]);
  return (
    <Section title="Next runs">
      {runs.length === 0 ? (
        <p className={classes.none}>
          Nothing is due: schedules, distributions and snapshots stand here with their next time.
        </p>
      ) : (
        <ul className={classes.rows} aria-label="Next runs">
          {runs.map((run) => (
            <li key={run.id}>
              <TextLink href={addressOf(run)}>{run.name}</TextLink>
              <span className={classes.aside}>
                {kindWords[run.kind](run.what)}
                {run.project && projects.length > 0 && `, ${run.project.name}`}
              </span>
              <span className={classes.time}>
                <DueMinute at={run.at} />, <RelativeTime at={run.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const kindWords: Record<NextRun["kind"], (what: string) => string> = {
  schedule: (macro) => `Runs the macro “${macro}”`,
  distribution: (report) => `Sends the report “${report}”`,
  snapshot: (report) => `Snapshot of a table of “${report}”`,
};

const objects = {
  schedule: "schedule",
  distribution: "distribution",
  snapshot: "data package",
} as const satisfies Record<NextRun["kind"], string>;

function addressOf({ kind, id, typeKey, target, reportId, project }: NextRun): string {
  const place = { kind: objects[kind], id, project: project?.key ?? null, type: typeKey, target: reportId ?? target };
  return objectAddress({ kind: place.kind, objectId: id, project }, [place]) ?? "/";
}
