import { firstType } from "@/app/(hub)/_screens/feedback-type/first-type";
import { TypeForm } from "@/app/(hub)/_screens/feedback-type/type-form";
import { PageHeader } from "@/components/kit/page-header";
import { page } from "@/lib/web/page";

export const metadata = { title: "New feedback type" };

export default page("types.write", async ({ actor, param }) => {
  const project = param("project");
  const base = `/projects/${project}`;
  const here = `${base}/configuration/feedback-types`;
  return Promise.resolve(
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
      <TypeForm scope={{ project }} id={null} first={firstType} listHref={here} />
    </>,
  );
});
