"use client";

import { Button, Menu } from "@mantine/core";
import { useIsFetching } from "@tanstack/react-query";
import { ExportMenu } from "@/app/(hub)/_screens/exports/export-menu";
import { IconArrowsSort, IconMail, IconRefresh } from "@/components/icons/icons";
import { ButtonLink } from "@/components/kit/button-link";
import { AddBlockMenu } from "./add-block-menu";
import { chosenQuery } from "./chosen-address";
import { useReport } from "./report-context";
import { ReportMenu } from "./report-menu";
import { elementQueries } from "./use-element";

interface ReportToolsProps {
  mayWrite: boolean;
  isArranging: boolean;
  onArrange: () => void;
}

/** What is done with the whole report. */
export function ReportTools({ mayWrite, isArranging, onArrange }: ReportToolsProps) {
  const { place, report, where } = useReport();
  const { id, name, mayChange, mayDistribute, archivedAt } = report;
  const hasElements = report.blocks.some(({ kind }) => kind === "element");
  return (
    <>
      {hasElements && <RefreshButton />}
      {hasElements && (
        <ExportMenu
          look="button"
          scope={place.scope}
          request={{ kind: "report", reportId: id, ...(where && { chosen: where }) }}
        />
      )}
      {mayDistribute && hasElements && (
        <ButtonLink
          variant="default"
          href={`${place.base}/${id}/distribution${chosenQuery(where)}`}
          leftSection={<IconMail size={16} />}
        >
          Distribution
        </ButtonLink>
      )}
      {isArranging && (
        <Button variant="default" onClick={onArrange}>
          Done arranging
        </Button>
      )}
      {mayWrite && (
        <ReportMenu
          report={{ id, name, mayChange, isArchived: archivedAt !== null }}
          place={place}
          mayWrite={mayWrite}
          look="button"
        >
          {mayChange && !isArranging && report.blocks.length > 0 && (
            <Menu.Item leftSection={<IconArrowsSort size={15} />} onClick={onArrange}>
              Arrange
            </Menu.Item>
          )}
        </ReportMenu>
      )}
      {mayChange && <AddBlockMenu />}
    </>
  );
}

function RefreshButton() {
  const { refresh } = useReport();
  const isFetching = useIsFetching({ queryKey: [elementQueries] }) > 0;
  return (
    <Button variant="default" leftSection={<IconRefresh size={16} />} loading={isFetching} onClick={refresh}>
      Refresh
    </Button>
  );
}
