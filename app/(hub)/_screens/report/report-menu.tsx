"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconArchive, IconCopy, IconDots, IconEye, IconPencil, IconTrash } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { ReportRow } from "@/lib/reports/list-reports";
import type { ReportPlace } from "./report-place";
import { useReportActions } from "./use-report-actions";

interface ReportMenuProps {
  report: Pick<ReportRow, "id" | "name" | "section" | "mayChange">;
  place: ReportPlace;
  mayWrite: boolean;
}

/** Everything one can do with a report of the list. */
export function ReportMenu({ report, place, mayWrite }: ReportMenuProps) {
  const { id, name, mayChange } = report;
  const isArchived = report.section === "archived";
  const { clone, archive, askAndDelete, pending } = useReportActions({ id, name, isArchived }, place);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${place.base}/${id}`} leftSection={<IconEye size={15} />}>
          Open
        </Menu.Item>
        {mayChange && (
          <Menu.Item component={Link} href={`${place.base}/${id}/settings`} leftSection={<IconPencil size={15} />}>
            Modify
          </Menu.Item>
        )}
        {mayWrite && (
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={clone}>
            Clone
          </Menu.Item>
        )}
        {mayChange && (
          <>
            <Menu.Item leftSection={<IconArchive size={15} />} onClick={archive}>
              {isArchived ? "Take out of the archive" : "Archive"}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => void askAndDelete()}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
