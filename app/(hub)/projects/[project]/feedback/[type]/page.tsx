import { z } from "zod";
import { TypeForTesters } from "@/app/(hub)/_screens/record/type-for-testers";
import { RecordsPage } from "@/app/(hub)/_screens/records/records-page";
import { ButtonLink } from "@/components/kit/button-link";
import { may } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { getFeedbackType } from "@/lib/feedback/types";
import { ticketsOf } from "@/lib/sources/load-source";
import { ticketOrders } from "@/lib/feedback/visible-tickets";
import { page } from "@/lib/web/page";

const ticketOrder = z.enum(ticketOrders).catch("newest");

export const metadata = { title: "Feedback" };

export default page("feedback.readOwn", async ({ actor, param, search }) => {
  const key = param("project");
  const base = `/projects/${key}`;
  const name = actor.scope.kind === "project" ? actor.scope.name : key;
  const type = await getFeedbackType(actor, param("type"));
  if (!may(actor, "feedback.read")) {
    const order = ticketOrder.parse(search["order"]);
    return <TypeForTesters actor={actor} type={type} base={base} project={name} order={order} />;
  }
  const place = `${base}/configuration/feedback-types/${type.key}`;
  return (
    <RecordsPage
      search={search}
      actor={also(actor, "feedback.read")}
      source={await ticketsOf(actor, type)}
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
