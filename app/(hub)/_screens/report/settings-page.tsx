import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { AppError } from "@/lib/errors/app-error";
import { fieldTitle } from "@/lib/fields/format";
import { listControlFields } from "@/lib/reports/control-fields";
import { getReport } from "@/lib/reports/queries";
import { listTeamNames } from "@/lib/teams/queries";
import { crumbsBelow, reportPlace } from "./report-place";
import { SettingsForm } from "./settings-form";

/** What a report is called, who sees it, and by what its viewers may narrow it. */
export async function SettingsPage({ actor, reportId }: { actor: Can<"reports.write">; reportId: string }) {
  const reader = also(actor, "reports.read");
  const report = await getReport(reader, reportId);
  if (!report.mayChange)
    throw new AppError("forbidden", "This report is not yours to change. Clone it, and change your copy.");
  const [teams, fields] = await Promise.all([
    listTeamNames(also(actor, "filters.write")),
    listControlFields(reader, report),
  ]);
  const place = reportPlace(actor);
  const isShared = report.visibility !== "mine" || report.access.length > 0;
  const isOwn = report.owner === null || report.owner.id === actor.personId;
  return (
    <>
      <PageHeader
        title={`Modify ${report.name}`}
        breadcrumbs={[
          ...crumbsBelow(place),
          { label: report.name, href: `${place.base}/${report.id}` },
          { label: "Modify" },
        ]}
        actions={isShared && <HistoryLink scope={place.scope} kind="report" id={report.id} />}
      />
      <SettingsForm
        place={place}
        report={report}
        teams={teams}
        items={fields.map((field) => ({ value: field.path, label: fieldTitle(field) }))}
        mayHide={isOwn || report.visibility === "mine"}
      />
    </>
  );
}
