"use client";

import { ActionIcon, Button, Menu } from "@mantine/core";
import { useIsFetching } from "@tanstack/react-query";
import { ExportMenu } from "@/app/(hub)/_screens/exports/export-menu";
import {
  IconArchive,
  IconArrowsSort,
  IconCopy,
  IconDots,
  IconMail,
  IconPencil,
  IconRefresh,
  IconTrash,
} from "@/components/icons/icons";
import { ButtonLink } from "@/components/kit/button-link";
import { Link } from "@/components/kit/link";
import { AddBlockMenu } from "./add-block-menu";
import { useReport } from "./report-context";
import { elementQueries } from "./use-element";
import { useReportActions } from "./use-report-actions";

interface ReportToolsProps {
  mayWrite: boolean;
  isArranging: boolean;
  onArrange: () => void;
}

/** What is done with the whole report. */
export function ReportTools({ mayWrite, isArranging, onArrange }: ReportToolsProps) {
  const { place, report, where } = useReport();
  const { id, name, mayChange, mayDistribute, archivedAt } = report;
  const { clone, archive, askAndDelete, pending } = useReportActions(
    { id, name, isArchived: archivedAt !== null },
    place,
  );
  const hasElements = report.blocks.some(({ kind }) => kind === "element");
  return (
    <>
      <RefreshButton />
      {hasElements && (
        <ExportMenu
          look="button"
          scope={place.scope}
          request={{ kind: "report", reportId: id, ...(where && { chosen: where }) }}
        />
      )}
      {mayDistribute && hasElements && (
        <ButtonLink variant="default" href={`${place.base}/${id}/distribution`} leftSection={<IconMail size={16} />}>
          Distribution
        </ButtonLink>
      )}
      {isArranging && (
        <Button variant="default" onClick={onArrange}>
          Done arranging
        </Button>
      )}
      {mayWrite && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label="More actions for this report" loading={pending}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayChange && (
              <Menu.Item component={Link} href={`${place.base}/${id}/settings`} leftSection={<IconPencil size={15} />}>
                Modify
              </Menu.Item>
            )}
            {mayChange && !isArranging && report.blocks.length > 0 && (
              <Menu.Item leftSection={<IconArrowsSort size={15} />} onClick={onArrange}>
                Arrange
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={clone}>
              Clone
            </Menu.Item>
            {mayChange && (
              <>
                <Menu.Item leftSection={<IconArchive size={15} />} onClick={archive}>
                  {archivedAt ? "Take out of the archive" : "Archive"}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => void askAndDelete()}>
                  Delete
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
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
