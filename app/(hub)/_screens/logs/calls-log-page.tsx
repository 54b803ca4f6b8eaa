import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { callQuestion, listCalls } from "@/lib/listeners/calls";
import { listListeners } from "@/lib/listeners/queries";
import { CallsLogScreen } from "./calls-log-screen";
import { logPlaceOf } from "./log-place";
import { logTabs } from "./log-tabs";
import { searchParamsOf } from "./search-params-of";

/** Every call that listeners of a project, or of the community, received. */
export async function CallsLogPage({ actor, search }: { actor: Can<"logs.read">; search: Record<string, unknown> }) {
  const place = logPlaceOf(actor.scope.kind === "project" ? actor.scope.key : null);
  const asked = callQuestion.safeParse(Object.fromEntries(searchParamsOf(search)));
  const { answered, listenerId, before } = asked.success ? asked.data : {};
  const question = { ...(answered && { answered }), ...(listenerId && { listenerId }), ...(before && { before }) };
  const [answer, listeners] = await Promise.all([
    listCalls(actor, question),
    listListeners(also(actor, "listeners.read")),
  ]);
  return (
    <>
      <PageHeader
        title="Logs"
        breadcrumbs={[
          actor.scope.kind === "project" ? { label: actor.scope.name, href: place.root } : { label: "Community tools" },
          { label: "Logs", href: `${place.root}/logs` },
          { label: "Listener calls" },
        ]}
        description="What went out and what came in."
      />
      <LinkTabs label="Logs" tabs={logTabs(place)} />
      <CallsLogScreen
        place={place}
        listeners={listeners.map(({ id, name }) => ({ id, name }))}
        first={{ question: new URLSearchParams(question).toString(), answer }}
      />
    </>
  );
}
