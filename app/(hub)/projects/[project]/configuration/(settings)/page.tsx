import { Stack } from "@mantine/core";
import { PageHeader } from "@/components/kit/page-header";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import { also } from "@/lib/auth/authorize";
import { getProject } from "@/lib/projects/queries";
import { page } from "@/lib/web/page";
import { ProjectSettings } from "./project-settings";

export const metadata = { title: "Project configuration" };

export default page("project.write", async ({ actor }) => {
  const { key, name, description, timeZone, state } = await getProject(also(actor, "project.read"));
  const base = `/projects/${key}`;
  return (
    <>
      <PageHeader
        title="Project configuration"
        breadcrumbs={[{ label: name, href: base }, { label: "Project configuration" }]}
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        <Section
          title="Feedback types"
          description="The kinds of tickets, their fields and statuses, their macros and listeners."
          actions={
            <ButtonLink href={`${base}/configuration/feedback-types`} variant="default" size="compact-sm">
              Feedback types
            </ButtonLink>
          }
        >
          <ButtonLink href={`${base}/users/members`} variant="subtle" size="compact-sm">
            Members and roles
          </ButtonLink>
        </Section>
        <Section title="Project">
          <ProjectSettings scope={{ project: key }} settings={{ name, description, timeZone, state }} />
        </Section>
      </Stack>
    </>
  );
});
