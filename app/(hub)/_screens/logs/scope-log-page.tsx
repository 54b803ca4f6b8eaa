import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { findLoggedRecord, listLoggedMacros, readWebhookLog } from "@/lib/macros/webhook-log";
import { readLogQuestion, writeLogQuestion, type LogRange } from "@/lib/macros/webhook-log-schema";
import { logPlaceOf } from "./log-place";
import { LogScreen } from "./log-screen";
import { logTabs } from "./log-tabs";
import { searchParamsOf } from "./search-params-of";

// Who opens the log of a whole project looks for what just happened; one macro's or record's own log shows all of it.
const usualRange: LogRange = "24h";

/** Every webhook delivery of a project, or of the community. */
export async function ScopeLogPage({ actor, search }: { actor: Can<"logs.read">; search: Record<string, unknown> }) {
  const place = logPlaceOf(actor.scope.kind === "project" ? actor.scope.key : null);
  const question = readLogQuestion(searchParamsOf(search));
  const usual = question.record || question.run ? "all" : usualRange;
  const range = question.range ?? usual;
  const [answer, macros, recordLabel] = await Promise.all([
    readWebhookLog(actor, question, range),
    listLoggedMacros(actor),
    question.record ? findLoggedRecord(actor, question.record) : null,
  ]);
  return (
    <>
      <PageHeader
        title="Logs"
        breadcrumbs={[
          actor.scope.kind === "project" ? { label: actor.scope.name, href: place.root } : { label: "Community tools" },
          { label: "Logs" },
        ]}
        description="What went out and what came in."
      />
      <LinkTabs label="Logs" tabs={logTabs(place)} />
      <LogScreen
        place={place}
        base={`${place.root}/logs`}
        macroId={null}
        macros={macros}
        recordLabel={recordLabel}
        usualRange={usual}
        first={{ question: writeLogQuestion({ ...question, range }), answer }}
      />
    </>
  );
}
