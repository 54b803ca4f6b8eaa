import { PageHeader } from "@/components/kit/page-header";
import { ButtonLink } from "@/components/kit/button-link";
import { EmptyState } from "@/components/states/empty-state";
import { crumbsBelowList, type DistributionPlace } from "./distribution-place";

/** In place of a form that would send a report of the archive. */
export function ArchivedReport({ title, place }: { title: string; place: DistributionPlace }) {
  return (
    <>
      <PageHeader title={title} breadcrumbs={[...crumbsBelowList(place), { label: title }]} />
      <EmptyState
        title="This report is in the archive"
        illustration="list"
        actions={
          <>
            <ButtonLink href={place.reportHref}>Open the report</ButtonLink>
            <ButtonLink href={place.base} variant="default">
              Show what it sent
            </ButtonLink>
          </>
        }
      >
        Nothing of it is sent. Take it out of the archive to send it.
      </EmptyState>
    </>
  );
}
