import { TypeForm } from "@/app/(hub)/_screens/feedback-type/type-form";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { lastSeen } from "@/lib/audit/last-change";
import { also } from "@/lib/auth/authorize";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { countTypeUse } from "@/lib/feedback/type-use";
import { getFeedbackType } from "@/lib/feedback/types";
import { listTeamChoices } from "@/lib/teams/queries";
import { page } from "@/lib/web/page";

export const metadata = { title: "Feedback type" };

export default page("types.write", async ({ actor, param }) => {
  const project = param("project");
  const base = `/projects/${project}`;
  const here = `${base}/configuration/feedback-types`;
  const { id } = await getFeedbackType(also(actor, "types.read"), param("type"));
  const seen = await lastSeen("feedback type", id);
  const type = await getFeedbackType(also(actor, "types.read"), param("type"));
  const { id: _id, projectId: _projectId, key, name, fields, statuses, resolutions, ...plain } = type;
  const use = await countTypeUse(also(actor, "types.read"), type.id);
  return (
    <>
      <PageHeader
        title={name}
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : project, href: base },
          { label: "Project configuration", href: `${base}/configuration` },
          { label: "Feedback types", href: here },
          { label: name },
        ]}
        actions={
          <>
            <ButtonLink href={`${base}/feedback/${key}`} variant="default">
              Tickets
            </ButtonLink>
            <ButtonLink href={`${here}/${key}/resources`} variant="default">
              Feedback resources
            </ButtonLink>
            <ButtonLink href={`${here}/${key}/automation`} variant="default">
              Feedback automation
            </ButtonLink>
          </>
        }
      />
      <TypeForm
        scope={{ project }}
        id={type.id}
        first={feedbackTypeInput.parse({
          key,
          name,
          ...plain,
          fields: fields.map(({ id: _, options, ...field }) => ({ ...field, options: options.map(withColor) })),
          statuses: statuses.map(({ id: _, teams, ...status }) => ({ ...status, teamIds: teams.map(({ id }) => id) })),
          resolutions: resolutions.map(({ id: _, ...resolution }) => resolution),
        })}
        use={use}
        teams={await listTeamChoices(also(actor, "teams.write"))}
        seen={seen}
        listHref={here}
      />
    </>
  );
});

// A form compares with what it was given: an absent color would count as a change.
function withColor(option: { value: string; label: string; color?: string }) {
  return { ...option, color: option.color ?? "gray" };
}
