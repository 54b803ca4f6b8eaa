import { notFound } from "next/navigation";
import { z } from "zod";
import { macroPlace } from "@/app/(hub)/_screens/macros/macro-place";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { helpLinks } from "@/lib/help/links";
import { getMacro } from "@/lib/macros/queries";
import { findLoggedRecord, readWebhookLog } from "@/lib/macros/webhook-log";
import { readLogQuestion, writeLogQuestion } from "@/lib/macros/webhook-log-schema";
import { logPlaceOf } from "./log-place";
import { LogScreen } from "./log-screen";
import { searchParamsOf } from "./search-params-of";

interface MacroLogPageProps {
  actor: Can<"logs.read">;
  /** The feedback type's key, null for user macros. */
  typeKey: string | null;
  macroId: string;
  search: Record<string, unknown>;
}

/** The Macro webhook log of one macro, or with `?record=` of one user or ticket within it. */
export async function MacroLogPage({ actor, typeKey, macroId, search }: MacroLogPageProps) {
  if (!z.uuid().safeParse(macroId).success) notFound();
  const resources = await macroPlace(also(actor, "macros.read"), typeKey);
  const macro = await getMacro(also(actor, "macros.read"), macroId);
  if (macro.feedbackTypeId !== (resources.type?.id ?? null)) notFound();
  const question = { ...readLogQuestion(searchParamsOf(search)), macro: macroId };
  const [answer, recordLabel] = await Promise.all([
    readWebhookLog(actor, question),
    question.record ? findLoggedRecord(actor, question.record) : null,
  ]);
  const base = `${resources.base}/${macroId}/log`;
  const ofRecord = question.record ? [{ label: recordLabel ?? "One record" }] : [];
  return (
    <>
      <PageHeader
        title={recordLabel ? `Macro webhook log of ${recordLabel}` : "Macro webhook log"}
        breadcrumbs={[
          ...resources.crumbs,
          { label: resources.title, href: resources.base },
          { label: macro.name, href: `${resources.base}/${macroId}` },
          { label: "Macro webhook log", ...(question.record && { href: base }) },
          ...ofRecord,
        ]}
        description={
          question.record
            ? `What ${macro.name} sent about this ${macro.target === "user" ? "user" : "ticket"}.`
            : `What ${macro.name} sent, and what came of it.`
        }
        actions={
          <>
            <HelpLink to={helpLinks.statusCodes}>Status codes</HelpLink>
            {question.record && (
              <ButtonLink href={base} variant="default">
                Log of the whole macro
              </ButtonLink>
            )}
          </>
        }
      />
      <LogScreen
        place={logPlaceOf(actor.scope.kind === "project" ? actor.scope.key : null)}
        base={base}
        macroId={macroId}
        macros={null}
        recordLabel={recordLabel}
        usualRange="all"
        first={{ question: writeLogQuestion({ ...question, range: question.range ?? "all" }), answer }}
      />
    </>
  );
}
