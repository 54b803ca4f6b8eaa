import { ActivityTimeline } from "@/app/(hub)/_screens/record/activity-timeline";
import { ExternalData } from "@/app/(hub)/_screens/record/external-data";
import classes from "@/app/(hub)/_screens/record/record.module.css";
import { valueChanges } from "@/app/(hub)/_screens/record/value-changes";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { may, projectIdOf } from "@/lib/auth/actor";
import { listRecordValues, listValueHistory } from "@/lib/external-data/queries";
import { page } from "@/lib/web/page";

export const metadata = { title: "External data of the project" };

/** Everything stored on the project itself, and how it came about. */
export default page("externalData.read", async ({ actor }) => {
  const id = projectIdOf(actor) ?? "";
  const base = actor.scope.kind === "project" ? `/projects/${actor.scope.key}` : "/";
  const [groups, history] = await Promise.all([
    listRecordValues(actor, "project", id),
    listValueHistory(actor, id, { limit: 200 }),
  ]);
  const place = actor.scope.kind === "project" ? actor.scope : null;
  const undo = place && may(actor, "externalData.write") ? { scope: { project: place.key }, of: place.name } : null;
  return (
    <>
      <PageHeader
        title="External data of the project"
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : "", href: base },
          { label: "External data", href: `${base}/external-data` },
          { label: "The project" },
        ]}
      />
      <div className={classes.column}>
        <ExternalData groups={groups} />
        <Section title="Changes" description="The last 200, newest first.">
          <ActivityTimeline
            label="What changed on this project"
            kinds={[{ label: "External data", entries: valueChanges(history, undo) }]}
          />
        </Section>
      </div>
    </>
  );
});
