"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { PublishElement } from "@/app/(hub)/_screens/data-package/publish-element";
import { PinElement } from "@/app/(hub)/_screens/home/pin-element";
import {
  IconArrowDown,
  IconArrowUp,
  IconColumns,
  IconDots,
  IconList,
  IconPencil,
  IconTable,
  IconTrash,
} from "@/components/icons/icons";
import { ExportItems, useExport } from "@/app/(hub)/_screens/exports/export-items";
import { Link } from "@/components/kit/link";
import type { ReportElement } from "@/lib/reports/queries";
import { useReport } from "./report-context";
import type { BlockActions } from "./use-block-actions";

interface ElementMenuProps {
  element: ReportElement;
  actions: BlockActions;
  /** Null where there is no chart. */
  asTable: boolean | null;
  onAsTable: () => void;
  onRows: () => void;
}

/** Everything one can do with an element: first what everybody may, then what changes the report. */
export function ElementMenu({ element, actions, asTable, onAsTable, onRows }: ElementMenuProps) {
  const { place, report, where } = useReport();
  const start = useExport(place.scope);
  const { id, name, isHalf, definition } = element;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={actions.pending || start.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {asTable !== null && (
          <Menu.Item leftSection={<IconTable size={15} />} onClick={onAsTable}>
            {asTable ? "Show as chart" : "Show as table"}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconList size={15} />} onClick={onRows}>
          View rows
        </Menu.Item>
        <Menu.Divider />
        <ExportItems
          choice={{ scope: place.scope, request: { kind: "element", elementId: id, ...(where && { chosen: where }) } }}
          start={start}
        />
        {report.mayChange && definition.style === "table" && (
          <PublishElement elementId={id} base={place.base.replace(/reports$/, "data-packages")} />
        )}
        {report.mayChange && (
          <>
            <Menu.Divider />
            <Menu.Item
              component={Link}
              href={`${place.base}/${report.id}/elements/${id}/edit`}
              leftSection={<IconPencil size={15} />}
            >
              Modify
            </Menu.Item>
            {!actions.isFirst && (
              <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={actions.moveUp}>
                Move up
              </Menu.Item>
            )}
            {!actions.isLast && (
              <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={actions.moveDown}>
                Move down
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconColumns size={15} />} onClick={() => actions.setHalf(!isHalf)}>
              {isHalf ? "Full width" : "Half width"}
            </Menu.Item>
            <PinElement element={element} scope={place.scope} />
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={actions.remove}>
              Remove
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
