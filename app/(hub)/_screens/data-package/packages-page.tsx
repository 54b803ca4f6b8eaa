import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { EmptyState } from "@/components/states/empty-state";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { getPackageUrl, listPackages } from "@/lib/data-packages/queries";
import type { PackageRow } from "@/lib/data-packages/schema";
import { helpLinks } from "@/lib/help/links";
import { packagePlace } from "./package-place";
import { PackagesTable } from "./packages-table";

/** What of a scope's reports other systems can ask for. */
export async function PackagesPage({ actor }: { actor: Can<"reports.write"> }) {
  const place = packagePlace(actor);
  const gate = await integrationState();
  const rows = gate === "open" ? await listPackages(also(actor, "reports.read")) : [];
  const listed = await Promise.all(rows.map(async (row) => ({ ...row, url: await urlOf(actor, row) })));
  const create = (
    <>
      <ButtonLink href={`${place.base}/new?kind=lookup`} variant="default">
        Create a record lookup
      </ButtonLink>
      <ButtonLink href={`${place.base}/new`}>Create a data package</ButtonLink>
    </>
  );
  return (
    <>
      <PageHeader
        title="Data packages"
        breadcrumbs={[...place.crumbs, { label: "Data packages" }]}
        description="Tables of your reports at addresses of their own, for Tableau, Power BI, Excel, Google Sheets and other systems."
        actions={rows.length > 0 && create}
      />
      {gate !== "open" ? (
        <IntegrationGate state={gate} canOpen={actor.role === "community_manager"} />
      ) : (
        <PackagesTable
          place={place}
          rows={listed}
          empty={
            <EmptyState
              title="No data packages yet"
              illustration="signal"
              actions={
                <>
                  {create}
                  <HelpLink to={helpLinks.dataPackages}>About data packages</HelpLink>
                </>
              }
            >
              A data package gives all rows of a table as JSON or CSV. A record lookup gives the one record that is
              named.
            </EmptyState>
          }
        />
      )}
    </>
  );
}

function urlOf(actor: Can<"reports.write">, { id, kind, key, apiKey, headerOnly }: PackageRow): Promise<string> {
  return getPackageUrl(actor, { id, kind, key, apiKeyId: apiKey.id, headerOnly });
}
