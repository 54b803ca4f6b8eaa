import { Stack } from "@mantine/core";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { PageHeader } from "@/components/kit/page-header";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { also } from "@/lib/auth/authorize";
import { getProject } from "@/lib/projects/queries";
import { page } from "@/lib/web/page";
import { ProjectSettings } from "./project-settings";

export const metadata = { title: "Project configuration" };

export default page("project.write", async ({ actor }) => {
  const { id, key, name, description, timeZone, state, isTemplate } = await getProject(also(actor, "project.read"));
  const base = `/projects/${key}`;
  return (
    <>
      <PageHeader
        title="Project configuration"
        breadcrumbs={[{ label: name, href: base }, { label: "Project configuration" }]}
        actions={<HistoryLink scope={{ project: key }} kind="project" id={id} />}
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        <Section title="Parts of this project">
          <DefinitionList
            items={[
              {
                term: "Feedback types",
                value: <TextLink href={`${base}/configuration/feedback-types`}>Open feedback types</TextLink>,
                note: "The kinds of tickets, their fields and statuses, their macros and listeners.",
              },
              {
                term: "E-mail templates",
                value: <TextLink href={`${base}/configuration/mail-templates`}>Open e-mail templates</TextLink>,
                note: "Mails with tags, which macros send.",
              },
              {
                term: "Score ranks",
                value: <TextLink href={`${base}/configuration/score-ranks`}>Open score ranks</TextLink>,
                note: "Names for numbers of points, which macros give.",
              },
              {
                term: "Recipes",
                value: <TextLink href={`${base}/configuration/recipes`}>Open recipes</TextLink>,
                note: "Slack, Jira, GitHub and others, made from a few answers.",
              },
              {
                term: "Copy and export",
                value: <TextLink href={`${base}/configuration/copy`}>Open copy and export</TextLink>,
                note: "This configuration as a file, and configuration from a file or another project into this one.",
              },
              {
                term: "Members and roles",
                value: <TextLink href={`${base}/users/members`}>Open members and roles</TextLink>,
                note: "Who is in this project, and what their role lets them see and do.",
              },
            ]}
          />
        </Section>
        <Section title="Project">
          <ProjectSettings scope={{ project: key }} settings={{ name, description, timeZone, state, isTemplate }} />
        </Section>
      </Stack>
    </>
  );
});
