import { RecordsPage } from "@/app/(hub)/_screens/records/records-page";
import { ButtonLink } from "@/components/kit/button-link";
import { also } from "@/lib/auth/authorize";
import { getFeedbackType } from "@/lib/feedback/types";
import { loadSource } from "@/lib/sources/load-source";
import { page } from "@/lib/web/page";

export const metadata = { title: "Feedback" };

export default page("feedback.read", async ({ actor, param, search }) => {
  const key = param("project");
  const base = `/projects/${key}`;
  const name = actor.scope.kind === "project" ? actor.scope.name : key;
  const type = await getFeedbackType(also(actor, "types.read"), param("type"));
  const place = `${base}/configuration/feedback-types/${type.key}`;
  return (
    <RecordsPage
      search={search}
      actor={actor}
      source={await loadSource({ kind: "feedback", typeId: type.id })}
      title={type.name}
      breadcrumbs={[{ label: name, href: base }, { label: "Feedback" }, { label: type.name }]}
      api={`/api/feedback?project=${encodeURIComponent(key)}&type=${encodeURIComponent(type.key)}`}
      recordBase={`${base}/feedback/${type.key}/`}
      links={
        <>
          <ButtonLink href={`${base}/feedback/${type.key}/new`} variant="default">
            New ticket
          </ButtonLink>
          <ButtonLink href={`${place}/resources`} variant="default">
            Feedback resources
          </ButtonLink>
          <ButtonLink href={`${place}/automation`} variant="default">
            Feedback automation
          </ButtonLink>
        </>
      }
    />
  );
});
