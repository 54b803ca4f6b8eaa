"use client";

import { Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { runningKey } from "@/app/(hub)/_screens/runs/running-key";
import { useAction } from "@/components/form/use-action";
import { IconDownload } from "@/components/icons/icons";
import { download } from "@/components/kit/download";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ExportStart } from "@/lib/exports/schema";
import { exportFormats, exportFormatWords } from "@/lib/exports/states";
import { startExport } from "./actions";
import { expectExport, showExportStarted } from "./export-notice";

export interface ExportChoice {
  scope: ScopeRef;
  /** What is exported, as it is seen now. */
  request: ExportStart["request"];
  /** Where the CSV file comes from at once; without it, it is made like the others. */
  csvHref?: string;
}

/** Begins a file in the background; the tray says when it is there. */
export function useExport(scope: ScopeRef) {
  const queries = useQueryClient();
  return useAction((input: ExportStart) => startExport(scope, input), {
    onSuccess: ({ id }) => {
      expectExport(id);
      showExportStarted();
      void queries.invalidateQueries({ queryKey: runningKey });
    },
  });
}

/** The formats as items of a menu. */
export function ExportItems({
  choice: { request, csvHref },
  start,
}: {
  choice: ExportChoice;
  start: ReturnType<typeof useExport>;
}) {
  return (
    <>
      <Menu.Label>Export as</Menu.Label>
      {exportFormats.map((format) => (
        <Menu.Item
          key={format}
          leftSection={<IconDownload size={15} />}
          onClick={() => void (format === "csv" && csvHref ? download(csvHref) : start.run({ request, format }))}
        >
          {request.kind === "report" && format === "csv" ? "CSV files (ZIP)" : exportFormatWords[format]}
        </Menu.Item>
      ))}
    </>
  );
}
