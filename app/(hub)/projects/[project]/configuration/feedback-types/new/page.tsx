import { firstType } from "@/app/(hub)/_screens/feedback-type/first-type";
import { TypeForm } from "@/app/(hub)/_screens/feedback-type/type-form";
import { PageHeader } from "@/components/kit/page-header";
import { also } from "@/lib/auth/authorize";
import { listTeamChoices } from "@/lib/teams/queries";
import { page } from "@/lib/web/page";

export const metadata = { title: "New feedback type" };

export default page("types.write", async ({ actor, param }) => {
  const project = param("project");
  const base = `/projects/${project}`;
  const here = `${base}/configuration/feedback-types`;
  const teams = await listTeamChoices(also(actor, "teams.write"));
  return (
    <>
      <PageHeader
        title="New feedback type"
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : project, href: base },
          { label: "Project configuration", href: `${base}/configuration` },
          { label: "Feedback types", href: here },
          { label: "New feedback type" },
        ]}
      />
      <TypeForm scope={{ project }} id={null} first={firstType} teams={teams} listHref={here} />
    </>
  );
});
