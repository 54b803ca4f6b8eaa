"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import { ExportItems, useExport, type ExportChoice } from "./export-items";

interface ExportMenuProps extends ExportChoice {
  /** Among other buttons, or quiet above a list. */
  look?: "button" | "quiet";
}

/** Export as PDF, XLSX or CSV. */
export function ExportMenu({ look = "quiet", ...choice }: ExportMenuProps) {
  const start = useExport(choice.scope);
  const looks = look === "quiet" ? ({ variant: "subtle", size: "compact-sm" } as const) : { variant: "default" };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          {...looks}
          leftSection={<IconDownload size={15} />}
          rightSection={<IconChevronDown size={14} />}
          loading={start.pending}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
        <ExportItems choice={choice} start={start} />
        <Menu.Divider />
        <Menu.Item component={Link} href="/files">
          Files
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
