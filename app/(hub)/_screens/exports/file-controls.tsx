"use client";

import { Button, Group } from "@mantine/core";
import { useAction } from "@/components/form/use-action";
import { download } from "@/components/kit/download";
import { confirm } from "@/components/kit/confirm";
import type { ExportRow } from "@/lib/exports/queries";
import { cancelExport, deleteExport, retryExport } from "./actions";
import { downloadHref, isUnderWay } from "./words";

/** What can be done with a file as it stands. */
export function FileControls({ row, onChanged }: { row: ExportRow; onChanged: () => void }) {
  const { id, state, fileName } = row;
  const cancel = useAction(() => cancelExport("community", { id }), { success: "Cancelled", onSuccess: onChanged });
  const retry = useAction(() => retryExport("community", { id }), { onSuccess: onChanged });
  const remove = useAction(() => deleteExport("community", { id }), { success: "Deleted", onSuccess: onChanged });
  const askAndDelete = async () => {
    const sure = await confirm({
      title: "Delete this file?",
      message: `${fileName} is deleted for good. What it was made of stays; you can export it again.`,
      confirm: "Delete file",
      danger: true,
    });
    if (sure) await remove.run(undefined);
  };
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {state === "done" && (
        <Button
          component="a"
          href={downloadHref(id)}
          download
          onClick={(event) => {
            event.preventDefault();
            void download(downloadHref(id));
          }}
          size="compact-sm"
          variant="light"
          aria-label={`Download ${fileName}`}
        >
          Download
        </Button>
      )}
      {isUnderWay(row) && (
        <Button
          size="compact-sm"
          variant="default"
          loading={cancel.pending}
          onClick={() => void cancel.run(undefined)}
          aria-label={`Cancel ${fileName}`}
        >
          Cancel
        </Button>
      )}
      {(state === "failed" || state === "cancelled") && (
        <Button
          size="compact-sm"
          variant="default"
          loading={retry.pending}
          onClick={() => void retry.run(undefined)}
          aria-label={`Try again ${fileName}`}
        >
          Try again
        </Button>
      )}
      {!isUnderWay(row) && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          loading={remove.pending}
          onClick={() => void askAndDelete()}
          aria-label={`Delete ${fileName}`}
        >
          Delete
        </Button>
      )}
    </Group>
  );
}
