import { PageHeader } from "@/components/kit/page-header";
import { getCommunity } from "@/lib/community/settings";
import { listManagedProjects } from "@/lib/projects/queries";
import { page } from "@/lib/web/page";
import { NewProject } from "./new-project";

export const metadata = { title: "New project" };

export default page("projects.create", async ({ actor }) => {
  const [{ timeZone }, projects] = await Promise.all([getCommunity(), listManagedProjects(actor)]);
  const choices = projects.map(({ key, name, isTemplate }) => ({
    value: key,
    label: isTemplate ? `${name} (template)` : name,
  }));
  return (
    <>
      <PageHeader
        title="New project"
        description="A project holds a beta programme: its testers, their feedback, and what is joined to other systems."
        breadcrumbs={[{ label: "Home", href: "/" }, { label: "New project" }]}
      />
      <NewProject timeZone={timeZone} projects={choices} />
    </>
  );
});
