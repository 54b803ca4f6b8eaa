"use client";

import { useRouter } from "next/navigation";
import { useDeletion } from "@/app/(hub)/_screens/undo/use-deletion";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { archiveReport, cloneReport, deleteReport, getReportUses } from "./actions";
import type { ReportPlace } from "./report-place";
import { archiveWords, deletionWords } from "./uses-words";

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
  const uses = useAction(() => getReportUses(scope, { id }));
  const remove = useDeletion(() => deleteReport(scope, { id }), {
    scope,
    kind: "report",
    id,
    what: "Report",
    onDeleted: () => {
      router.push(base);
      router.refresh();
    },
  });
  const isSureToArchive = async () => {
    const found = await uses.run(undefined);
    if (!found?.ok) return false;
    const message = archiveWords(found.value);
    return message === "" || (await confirm({ title: `Archive ${name}?`, message, confirm: "Archive report" }));
  };
  return {
    clone: () => void clone.run(undefined),
    archive: async () => {
      if (!isArchived && !(await isSureToArchive())) return;
      await archive.run(undefined);
    },
    askAndDelete: async () => {
      const found = await uses.run(undefined);
      if (!found?.ok) return;
      const isSure = await confirm({
        title: `Delete ${name}?`,
        message: deletionWords(found.value),
        confirm: "Delete report",
        danger: true,
      });
      if (isSure) await remove.run(undefined);
    },
    pending: clone.pending || archive.pending || uses.pending || remove.pending,
  };
}
