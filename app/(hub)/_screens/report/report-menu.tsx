"use client";

import { ActionIcon, Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { IconArchive, IconCopy, IconDots, IconPencil, IconTrash } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { ReportPlace } from "./report-place";
import { useReportActions, type ActedOn } from "./use-report-actions";

interface ReportMenuProps {
  report: ActedOn & { mayChange: boolean };
  place: ReportPlace;
  /** Whether this person may make reports, clones among them. */
  mayWrite: boolean;
  /** In a row of the list, or among the buttons of the report's own page. */
  look: "row" | "button";
  /** Items that stand first. */
  children?: ReactNode;
}

/** Everything one can do with a whole report. */
export function ReportMenu({ report, place, mayWrite, look, children }: ReportMenuProps) {
  const { id, name, isArchived, mayChange } = report;
  const { clone, archive, askAndDelete, pending } = useReportActions(report, place);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        {look === "row" ? (
          <ActionIcon aria-label={`Actions for ${name}`} loading={pending}>
            <IconDots size={17} />
          </ActionIcon>
        ) : (
          <ActionIcon variant="default" size={32} aria-label="More actions for this report" loading={pending}>
            <IconDots size={17} />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {children}
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
