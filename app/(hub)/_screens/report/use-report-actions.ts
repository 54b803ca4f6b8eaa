"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { archiveReport, cloneReport, deleteReport } from "./actions";
import type { ReportPlace } from "./report-place";

export interface ActedOn {
  id: string;
  name: string;
  isArchived: boolean;
}

/** What is done with a whole report, from the list and from its own page. */
export function useReportActions({ id, name, isArchived }: ActedOn, { scope, base }: ReportPlace) {
  const router = useRouter();
  const clone = useAction(() => cloneReport(scope, { id }), {
    success: "Report cloned. The copy is yours and private.",
    onSuccess: (copy) => router.push(`${base}/${copy.id}`),
  });
  const archive = useAction(() => archiveReport(scope, { id, archived: !isArchived }), {
    success: isArchived ? "Report taken out of the archive" : "Report archived",
    onSuccess: () => router.refresh(),
  });
  const remove = useAction(() => deleteReport(scope, { id }), {
    success: "Report deleted",
    onSuccess: () => {
      router.push(base);
      router.refresh();
    },
  });
  return {
    clone: () => void clone.run(undefined),
    archive: () => void archive.run(undefined),
    askAndDelete: async () => {
      const isSure = await confirm({
        title: `Delete ${name}?`,
        message: "Its elements go with it, and everything that sends or publishes them. The data stays.",
        confirm: "Delete report",
        danger: true,
      });
      if (isSure) await remove.run(undefined);
    },
    pending: clone.pending || archive.pending || remove.pending,
  };
}
