import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { requireDistributable } from "@/lib/distributions/may-distribute";
import { distributionChoices } from "./choices";
import { crumbsBelowList, distributionPlace } from "./distribution-place";
import { MailNowForm } from "./mail-now-form";

/** *E-mail this report*. */
export async function MailNowPage({ actor, reportId }: { actor: Can<"reports.read">; reportId: string }) {
  const report = await requireDistributable(actor, reportId);
  const place = distributionPlace(actor, report);
  return (
    <>
      <PageHeader
        title="E-mail this report"
        breadcrumbs={[...crumbsBelowList(place), { label: "E-mail this report" }]}
        description={`Sends ${report.name} once, as it is now.`}
      />
      <MailNowForm
        scope={place.scope}
        base={place.base}
        reportId={report.id}
        choices={await distributionChoices(actor, report, null)}
      />
    </>
  );
}
