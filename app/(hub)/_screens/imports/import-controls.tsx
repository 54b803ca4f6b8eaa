"use client";

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconDownload } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { formatCount } from "@/components/kit/format";
import { runningKey } from "@/app/(hub)/_screens/runs/running-key";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ImportDetail } from "@/lib/imports/queries";
import { cancelImport, remapImport, startImport } from "./actions";
import { DiscardButton } from "./discard-button";

interface ImportControlsProps {
  scope: ScopeRef;
  base: string;
  found: ImportDetail;
  onChanged: () => void;
}

/** What can be done with an import as it stands. */
export function ImportControls({ scope, base, found, onChanged }: ImportControlsProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const changed = () => {
    onChanged();
    void queries.invalidateQueries({ queryKey: runningKey });
  };
  const input = { importId: found.id };
  const start = useAction(() => startImport(scope, input), { onSuccess: changed });
  const remap = useAction(() => remapImport(scope, input), { onSuccess: () => router.refresh() });
  const cancel = useAction(() => cancelImport(scope, input), { success: "Cancelled", onSuccess: changed });
  const askAndCancel = async () => {
    const sure = await confirm({
      title: "Cancel this import?",
      message: "Rows that are written stay written. The others are left alone.",
      confirm: "Cancel import",
      danger: true,
    });
    if (sure) await cancel.run(undefined);
  };
  const { create, change } = found.tally;
  const isDraft = found.state === "checking" || found.state === "checked";
  return (
    <>
      {isDraft && <DiscardButton scope={scope} importId={found.id} base={base} />}
      {isDraft && (
        <Button variant="default" onClick={() => void remap.run(undefined)} loading={remap.pending}>
          Change columns
        </Button>
      )}
      {!isDraft && found.state !== "running" && <Download scope={scope} id={found.id} />}
      {found.state === "running" && (
        <Button variant="default" onClick={() => void askAndCancel()} loading={cancel.pending}>
          Cancel import
        </Button>
      )}
      {found.state === "checked" && create + change > 0 && (
        <Button onClick={() => void start.run(undefined)} loading={start.pending}>
          Import {formatCount(create + change)} {create + change === 1 ? "row" : "rows"}
        </Button>
      )}
    </>
  );
}

function Download({ scope, id }: { scope: ScopeRef; id: string }) {
  const query = scope === "community" ? "" : `?project=${encodeURIComponent(scope.project)}`;
  return (
    <Button
      component="a"
      href={`/api/imports/${id}/result${query}`}
      download
      variant="default"
      leftSection={<IconDownload size={15} />}
    >
      Download result
    </Button>
  );
}
