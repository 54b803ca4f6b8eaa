import { NewTicket } from "@/app/(hub)/_screens/record/new-ticket";
import { PageHeader } from "@/components/kit/page-header";
import { may } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { fieldsFor, getFeedbackType } from "@/lib/feedback/types";
import { page } from "@/lib/web/page";

export const metadata = { title: "New ticket" };

export default page("feedback.submit", async ({ actor, param }) => {
  const project = param("project");
  const type = await getFeedbackType(also(actor, "feedback.readOwn"), param("type"));
  const base = `/projects/${project}/feedback/${type.key}/`;
  return (
    <>
      <PageHeader
        title={`New ticket: ${type.name}`}
        description={type.description}
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : project, href: `/projects/${project}` },
          { label: type.name, href: base.slice(0, -1) },
          { label: "New ticket" },
        ]}
      />
      <NewTicket
        scope={{ project }}
        type={{ id: type.id, key: type.key, takesFiles: type.takesFiles || may(actor, "feedback.write") }}
        fields={fieldsFor(actor, type)}
        base={base}
      />
    </>
  );
});
