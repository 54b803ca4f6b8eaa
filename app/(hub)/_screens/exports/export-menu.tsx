"use client";

import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { runningKey } from "@/app/(hub)/_screens/runs/running-key";
import { useAction } from "@/components/form/use-action";
import { IconChevronDown, IconDownload } from "@/components/icons/icons";
import { download } from "@/components/kit/download";
import { Link } from "@/components/kit/link";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ExportStart } from "@/lib/exports/schema";
import { exportFormats, exportFormatWords } from "@/lib/exports/states";
import { startExport } from "./actions";
import { expectExport, showExportStarted } from "./export-notice";

interface ExportMenuProps {
  scope: ScopeRef;
  /** What is exported, as it is seen now. */
  request: ExportStart["request"];
  /** Where the CSV file comes from at once; without it, it is made like the others. */
  csvHref?: string;
  /** Of a report: each has a CSV file of its own. */
  elements?: { id: string; name: string }[];
}

/** Export as PDF, XLSX or CSV: the file is made in the background, and the tray says when it is there. */
export function ExportMenu({ scope, request, csvHref, elements = [] }: ExportMenuProps) {
  const queries = useQueryClient();
  const start = useAction((input: ExportStart) => startExport(scope, input), {
    onSuccess: ({ id }) => {
      expectExport(id);
      showExportStarted();
      void queries.invalidateQueries({ queryKey: runningKey });
    },
  });
  const chosen = request.kind === "list" ? undefined : request.chosen;
  const formats = exportFormats.filter((format) => format !== "csv" || request.kind !== "report");
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={15} />}
          rightSection={<IconChevronDown size={14} />}
          loading={start.pending}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item
            key={format}
            onClick={() => (format === "csv" && csvHref ? void download(csvHref) : void start.run({ request, format }))}
          >
            {exportFormatWords[format]}
          </Menu.Item>
        ))}
        {elements.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>CSV of one element</Menu.Label>
            {elements.map(({ id, name }) => (
              <Menu.Item
                key={id}
                onClick={() => void start.run({ request: { kind: "element", elementId: id, chosen }, format: "csv" })}
              >
                {name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Item component={Link} href="/files">
          Files
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
