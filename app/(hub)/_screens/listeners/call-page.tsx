import { notFound } from "next/navigation";
import { z } from "zod";
import { ForbiddenState } from "@/components/states/forbidden-state";
import { CodeBlock } from "@/components/code/code-block";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { refusalWords } from "@/lib/auth/refusal-words";
import { findCallBody, getCall, type CallBody } from "@/lib/listeners/calls";
import { helpLinks } from "@/lib/help/links";
import { outcomeWords } from "@/lib/listeners/outcome-words";
import { callLinks } from "./call-links";
import { CallChecks } from "./call-checks";
import { readEffects } from "./call-effects";
import { CallFacts } from "./call-facts";
import { CallResults } from "./call-results";
import { rootOf } from "./listener-place";
import classes from "./listeners.module.css";

/** One call of another system: what came, how it was judged, what was done, what was answered. */
export async function CallPage({ actor, callId }: { actor: Can<"logs.read">; callId: string }) {
  if (!z.uuid().safeParse(callId).success) notFound();
  const call = await getCall(actor, callId);
  const mayRead = may(actor, "logs.bodies");
  const [body, links] = await Promise.all([
    mayRead ? findCallBody(also(actor, "logs.bodies"), callId) : null,
    callLinks(actor, call),
  ]);
  const effects = readEffects(call.effects);
  const { word, tone, advice } = outcomeWords(call.outcome);
  const project = actor.scope.kind === "project" ? actor.scope : null;
  return (
    <>
      <PageHeader
        title={`Call of ${call.listenerKey}`}
        breadcrumbs={[
          project ? { label: project.name, href: rootOf(actor) } : { label: "Community tools" },
          ...(links.listener ? [{ label: links.listener.name, href: links.listener.href }] : []),
          { label: "Call" },
        ]}
        aside={
          <>
            <StatusBadge tone={tone}>{word}</StatusBadge>
            {call.isTest && <StatusBadge tone="info">Test</StatusBadge>}
          </>
        }
      />
      <div className={classes.call}>
        <Section
          title="What happened"
          actions={<HelpLink to={helpLinks.listenerAnswers}>Every answer explained</HelpLink>}
        >
          <div className={classes.stack}>
            <p className={classes.said}>
              {call.message && <strong>{call.message}</strong>} {advice}
            </p>
            <CallFacts call={call} effects={effects} links={links} />
          </div>
        </Section>
        <Section title="Checks, in their order" flush>
          <CallChecks checks={call.checks} />
        </Section>
        <CallResults effects={effects} />
        <Section title="Request as received" description="Credentials are masked." flush={mayRead && body !== null}>
          {mayRead ? (
            <Request body={body} isProven={call.auth !== null && call.status !== 401} />
          ) : (
            <ForbiddenState>{refusalWords(actor, "logs.bodies")}</ForbiddenState>
          )}
        </Section>
      </div>
    </>
  );
}

function Request({ body, isProven }: { body: CallBody | null; isProven: boolean }) {
  if (!body) {
    return (
      <p className={classes.said}>
        {isProven
          ? "The request is too old to be kept; the rest of the log stays longer."
          : "The request is not kept, because the call did not prove who sent it."}
      </p>
    );
  }
  const head = [
    `${body.method} ${body.url}`,
    ...Object.entries(body.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const { code, language } = pretty(body.text);
  return (
    <>
      <CodeBlock label="Request line and headers" code={head.join("\n")} maxHeight={240} bare />
      <CodeBlock label="Request body" code={code === "" ? "(no body)" : code} language={language} bare />
    </>
  );
}

/** Indented if it is JSON; as it came if not. */
function pretty(text: string): { code: string; language: "json" | "text" } {
  try {
    return { code: JSON.stringify(JSON.parse(text), null, 2), language: "json" };
  } catch {
    // Not JSON, which is why the call was refused.
    return { code: text, language: "text" };
  }
}
