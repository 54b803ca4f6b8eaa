import { PageHeader } from "@/components/kit/page-header";
import { getCommunity } from "@/lib/community/settings";
import { page } from "@/lib/web/page";
import { NewProject } from "./new-project";

export const metadata = { title: "New project" };

export default page("projects.create", async () => {
  const { timeZone } = await getCommunity();
  return (
    <>
      <PageHeader
        title="New project"
        description="A project holds a beta programme: its testers, their feedback, and what is joined to other systems."
        breadcrumbs={[{ label: "Home", href: "/" }, { label: "New project" }]}
      />
      <NewProject timeZone={timeZone} />
    </>
  );
});
