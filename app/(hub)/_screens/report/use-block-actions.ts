"use client";

import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { useAction } from "@/components/form/use-action";
import { announce } from "@/components/kit/live-region";
import { offerUndo } from "@/components/kit/offer-undo";
import type { Result } from "@/lib/errors/result";
import type { ReportBlock } from "@/lib/reports/schema";
import { moveBlock, removeBlock, restoreBlock, setBlockWidth, updateBlock } from "./actions";
import type { Block } from "./report-blocks";
import { useReport } from "./report-context";
import { usesWords } from "./uses-words";

export type BlockActions = ReturnType<typeof useBlockActions>;

/** What is done with one part of a report. */
export function useBlockActions(block: Block, index: number, onMoved: (control: string) => void) {
  const { place, report } = useReport();
  const router = useRouter();
  const { id } = block;
  const name = blockName(block);
  const onSuccess = () => router.refresh();
  const move = useAction((to: number) => moveBlock(place.scope, { id, to, from: index }), {
    onSuccess: ({ position }) => {
      onMoved(position < index ? "up" : "down");
      announce(`${name} is part ${position + 1} of ${report.blocks.length}`);
      router.refresh();
    },
  });
  const width = useAction((isHalf: boolean) => setBlockWidth(place.scope, { id, isHalf }), { onSuccess });
  const putBack = useAction(() => restoreBlock(place.scope, { id }), {
    success: `${name} is back`,
    onSuccess,
  });
  const remove = useAction(() => removeBlock(place.scope, { id }), {
    onSuccess: (uses) => {
      offerUndo(`${name} was removed. ${usesWords(uses)}`, () => void putBack.run(undefined));
      router.refresh();
    },
  });
  const change = useAction(
    ({ words, overwrite }: { words: ReportBlock; overwrite: boolean }) =>
      updateBlock(place.scope, { id, block: words, seen: overwrite ? null : block.seen }),
    { success: "Saved", onSuccess },
  );
  // What somebody else removed goes from here as well, once one knows.
  const leaveIfGone = <Value>(result: Result<Value> | null) => {
    if (result && !result.ok && result.error.code === "not_found") router.refresh();
    return result;
  };
  // Somebody else arranged the report: what one meant to move is elsewhere, so one looks first.
  const moveTo = async (to: number) => {
    const result = leaveIfGone(await move.run(to));
    if (!result || result.ok || result.error.code !== "stale") return;
    notifications.show({ color: "yellow", title: "Nothing was moved", message: movedWords(result.error.fields) });
    router.refresh();
  };
  return {
    name,
    isFirst: index === 0,
    isLast: index === report.blocks.length - 1,
    moveUp: () => void moveTo(index - 1),
    moveDown: () => void moveTo(index + 1),
    setHalf: (isHalf: boolean) => void width.run(isHalf).then(leaveIfGone),
    remove: () => void remove.run(undefined).then(leaveIfGone),
    saveWords: (words: ReportBlock) => saveUnlessStale((overwrite) => change.run({ words, overwrite }), null),
    wordsProblem: change.failure?.code === "stale" ? undefined : change.failure?.fields,
    isSaving: change.pending,
    pending: move.pending || width.pending || remove.pending || change.pending,
  };
}

function movedWords({ by }: Record<string, string>): string {
  return `${by === "You" ? "You have, in another window," : `${by} has`} arranged this report meanwhile. Here is its order of now.`;
}

function blockName(block: Block): string {
  if (block.kind === "page_break") return "Page break";
  return block.kind === "text" ? "Text" : block.name;
}
