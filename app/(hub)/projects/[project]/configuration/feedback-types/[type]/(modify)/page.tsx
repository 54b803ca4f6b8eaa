import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { TypeForm } from "@/app/(hub)/_screens/feedback-type/type-form";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { lastSeen } from "@/lib/audit/last-change";
import { also } from "@/lib/auth/authorize";
import { typeInputOf } from "@/lib/feedback/save-type";
import type { FeedbackFieldInput } from "@/lib/feedback/schema";
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
  const { key, name } = type;
  const first = typeInputOf(type);
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
            <HistoryLink scope={{ project }} kind="feedback type" id={type.id} />
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
        first={{ ...first, fields: first.fields.map(withColors) }}
        use={use}
        teams={await listTeamChoices(also(actor, "teams.write"))}
        seen={seen}
        listHref={here}
      />
    </>
  );
});

// A form compares with what it was given: an absent color would count as a change.
function withColors(field: FeedbackFieldInput): FeedbackFieldInput {
  return { ...field, options: field.options.map((option) => ({ ...option, color: option.color ?? "gray" })) };
}
