import { Alert } from "@mantine/core";
import { readChosen } from "@/app/(hub)/_screens/report/chosen-address";
import { PageHeader } from "@/components/kit/page-header";
import { TextLink } from "@/components/kit/text-link";
import type { Can } from "@/lib/auth/actor";
import { sentence } from "@/lib/conditions/sentence";
import { requireSender } from "@/lib/distributions/may-distribute";
import { fieldCatalog } from "@/lib/fields/catalog";
import { shownControls } from "@/lib/reports/control-fields";
import { ArchivedReport } from "./archived-report";
import { distributionChoices } from "./choices";
import { crumbsBelowList, distributionPlace } from "./distribution-place";
import { MailNowForm } from "./mail-now-form";

interface MailNowPageProps {
  actor: Can<"reports.read">;
  reportId: string;
  search: Record<string, unknown>;
}

/** *E-mail this report*, narrowed as whoever sends it had it on the screen. */
export async function MailNowPage({ actor, reportId, search }: MailNowPageProps) {
  const report = await requireSender(actor, reportId);
  const place = distributionPlace(actor, report);
  if (report.archivedAt) return <ArchivedReport title="E-mail this report" place={place} />;
  const controls = await shownControls(actor, report);
  const asked = readChosen(search.where, controls);
  const chosen = asked.chosen.conditions.length > 0 ? asked.chosen : undefined;
  return (
    <>
      <PageHeader
        title="E-mail this report"
        breadcrumbs={[...crumbsBelowList(place), { label: "E-mail this report" }]}
        description={`Sends ${report.name} once, as it is now.`}
      />
      {!asked.isUnderstood && (
        <Alert variant="light" color="yellow" mb="md" title="The filter in this address was not understood">
          The whole report is sent. To narrow it, <TextLink href={place.reportHref}>open the report</TextLink> and begin
          there.
        </Alert>
      )}
      {chosen && (
        <Alert variant="light" mb="md" title="With the filters that you chose on the report">
          It is sent where {sentence(chosen, fieldCatalog(controls).find)}. The e-mail and its files say so.{" "}
          <TextLink href={`${place.base}/mail`}>Send it without them</TextLink>
        </Alert>
      )}
      <MailNowForm
        key={chosen ? "narrowed" : "whole"}
        scope={place.scope}
        base={place.base}
        reportId={report.id}
        chosen={chosen}
        choices={await distributionChoices(actor, report, null)}
      />
    </>
  );
}
