import { z } from "zod";
import { NewsOnly } from "@/app/(hub)/_screens/home/news-only";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { may, type Can } from "@/lib/auth/actor";
import { helpLinks } from "@/lib/help/links";
import { listReports } from "@/lib/reports/list-reports";
import { reportPlace } from "./report-place";
import { ReportsTable } from "./reports-table";

/** The reports of a project or of the community that one may see. */
export async function ReportsPage({ actor, search }: { actor: Can<"reports.read">; search: Record<string, unknown> }) {
  const place = reportPlace(actor);
  const sharedSince = z.iso.datetime().optional().catch(undefined).parse(search.shared);
  const rows = await listReports(actor, sharedSince);
  const mayWrite = may(actor, "reports.write");
  const create = mayWrite && <ButtonLink href={`${place.base}/new-element`}>Create a report</ButtonLink>;
  return (
    <>
      <PageHeader
        title="Custom reports"
        breadcrumbs={[...place.crumbs, { label: "Custom reports" }]}
        description="What your data says, in tables and charts that stay up to date."
        actions={rows.length > 0 && create}
      />
      <NewsOnly since={sharedSince} words="Reports that were shared with you" href={place.base} />
      {rows.length === 0 && sharedSince ? (
        <EmptyState title="No report was shared with you since" illustration="list" />
      ) : rows.length === 0 ? (
        <EmptyState
          title={mayWrite ? "No reports yet" : "No reports are shared with you"}
          illustration="list"
          actions={
            <>
              {create}
              <HelpLink to={helpLinks.reports}>About reports</HelpLink>
            </>
          }
        >
          A report counts and shows your users, tickets and what other systems send, for yourself or for others.
        </EmptyState>
      ) : (
        <ReportsTable place={place} rows={rows} mayWrite={mayWrite} />
      )}
    </>
  );
}
