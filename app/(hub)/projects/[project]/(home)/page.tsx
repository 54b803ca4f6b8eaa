import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { may } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { readSince } from "@/lib/home/since";
import { getProject } from "@/lib/projects/queries";
import { page } from "@/lib/web/page";
import { ApplicantHome } from "./applicant-home";
import { ParticipantHome } from "./participant-home";
import { StaffHome } from "./staff-home";

export const metadata = { title: "Project" };

export default page("project.read", async ({ actor, search }) => {
  const project = await getProject(actor);
  const base = `/projects/${project.key}`;
  return (
    <>
      <PageHeader
        title={project.name}
        description={project.description}
        breadcrumbs={[{ label: "Home", href: "/" }, { label: project.name }]}
        aside={
          <>
            {project.isSample && <StatusBadge tone="info">Sample</StatusBadge>}
            {project.isTemplate && <StatusBadge tone="info">Template</StatusBadge>}
            {project.state === "draft" && <StatusBadge tone="off">Draft</StatusBadge>}
            {project.state === "closed" && <StatusBadge tone="off">Closed</StatusBadge>}
          </>
        }
        actions={
          may(actor, "project.write") && (
            <>
              <ButtonLink href={`${base}/users/members`} variant="default">
                Members and roles
              </ButtonLink>
              <ButtonLink href={`${base}/configuration`} variant="default">
                Project configuration
              </ButtonLink>
            </>
          )
        }
      />
      {may(actor, "users.read") ? (
        <StaffHome actor={also(actor, "users.read")} base={base} since={readSince(search)} />
      ) : may(actor, "feedback.submit") ? (
        <ParticipantHome actor={also(actor, "feedback.submit")} base={base} />
      ) : (
        <ApplicantHome actor={also(actor, "preferences.write")} project={project.name} />
      )}
    </>
  );
});
