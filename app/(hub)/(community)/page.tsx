import { Stack, Text } from "@mantine/core";
import { Suspense } from "react";
import { AttentionSection } from "@/app/(hub)/_screens/home/attention-section";
import { CountsSection } from "@/app/(hub)/_screens/home/counts-section";
import { NewsSection } from "@/app/(hub)/_screens/home/news-section";
import { OpenedAndNext } from "@/app/(hub)/_screens/home/opened-and-next";
import { PinnedSection } from "@/app/(hub)/_screens/home/pinned-section";
import { ButtonLink } from "@/components/kit/button-link";
import { Link } from "@/components/kit/link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { may } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { getCommunity } from "@/lib/community/settings";
import { listOwnProjects } from "@/lib/home/own-projects";
import { mostCounted, projectFigures, type ProjectFigures } from "@/lib/home/project-figures";
import { readSince } from "@/lib/home/since";
import { listProjects, type ProjectCard } from "@/lib/projects/queries";
import { hasOwner } from "@/lib/users/queries";
import { page } from "@/lib/web/page";
import { OwnerNotice } from "./owner-notice";
import classes from "./home.module.css";

export const metadata = { title: "Home" };

export default page("home.read", async ({ actor, search }) => {
  const [projects, community, owned, own] = await Promise.all([
    listProjects(actor),
    getCommunity(),
    hasOwner(),
    listOwnProjects(actor),
  ]);
  const figures = await projectFigures(own);
  const create = may(actor, "projects.create") && <ButtonLink href="/projects/new">New project</ButtonLink>;
  return (
    <>
      <PageHeader title={community.name} description={`Signed in as ${actor.name}`} actions={create} />
      <Stack gap="lg">
        {!owned && may(actor, "settings.write") && <OwnerNotice />}
        <Suspense>
          <AttentionSection actor={actor} root="/community" projects={own} />
        </Suspense>
        {may(actor, "users.read") && <NewsSection actor={actor} root="/community" chosen={readSince(search)} />}
        {may(actor, "filters.write") && <CountsSection actor={also(actor, "filters.write")} root="/community" />}
        {may(actor, "reports.read") && <PinnedSection actor={also(actor, "reports.read")} />}
        {projects.length === 0 ? (
          <EmptyState title="No projects yet" illustration="list" actions={create}>
            {create
              ? "A project holds a beta programme: its testers, their feedback, and what is joined to other systems."
              : "You are not in any project. Ask a project manager to add you."}
          </EmptyState>
        ) : (
          <ul className={classes.projects}>
            {projects.map((project) => (
              <ProjectItem key={project.id} project={project} figures={figures.get(project.key)} />
            ))}
          </ul>
        )}
        <OpenedAndNext actor={actor} projects={own} />
      </Stack>
    </>
  );
});

function ProjectItem({ project, figures }: { project: ProjectCard; figures: ProjectFigures | undefined }) {
  return (
    <li>
      <Section>
        <div className={classes.head}>
          <Link href={`/projects/${project.key}`} className={classes.name}>
            {project.name}
          </Link>
          {project.isSample && <StatusBadge tone="info">Sample</StatusBadge>}
          {project.isTemplate && <StatusBadge tone="info">Template</StatusBadge>}
          {project.state !== "active" && (
            <StatusBadge tone="off">{project.state === "draft" ? "Draft" : "Closed"}</StatusBadge>
          )}
        </div>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {project.description || "No description"}
        </Text>
        {figures && <p className={classes.figures}>{figureWords(figures)}</p>}
      </Section>
    </li>
  );
}

function figureWords({ testers, openTickets }: ProjectFigures): string {
  return `${countWord(testers, "tester")}, ${countWord(openTickets, "open ticket")}`;
}

function countWord(count: number, one: string): string {
  if (count > mostCounted) return `more than ${mostCounted.toLocaleString("en")} ${one}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
}
