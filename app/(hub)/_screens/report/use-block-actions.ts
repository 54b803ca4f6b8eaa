"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { announce } from "@/components/kit/live-region";
import type { NewBlock, ReportBlock } from "@/lib/reports/schema";
import { addBlock, moveBlock, removeBlock, setBlockWidth, updateBlock } from "./actions";
import { offerUndo } from "./offer-undo";
import type { Block } from "./report-blocks";
import { useReport } from "./report-context";

export type BlockActions = ReturnType<typeof useBlockActions>;

/** What is done with one part of a report. */
export function useBlockActions(block: Block, index: number, onMoved: (control: string) => void) {
  const { place, report } = useReport();
  const router = useRouter();
  const { id } = block;
  const name = blockName(block);
  const onSuccess = () => router.refresh();
  const move = useAction((to: number) => moveBlock(place.scope, { id, to }), {
    onSuccess: ({ position }) => {
      onMoved(position < index ? "up" : "down");
      announce(`${name} is part ${position + 1} of ${report.blocks.length}`);
      router.refresh();
    },
  });
  const width = useAction((isHalf: boolean) => setBlockWidth(place.scope, { id, isHalf }), { onSuccess });
  const putBack = useAction((removed: NewBlock) => addBlock(place.scope, removed), {
    success: `${name} is back`,
    onSuccess,
  });
  const remove = useAction(() => removeBlock(place.scope, { id }), {
    onSuccess: (removed) => {
      offerUndo(`${name} was removed.`, () => void putBack.run(removed));
      router.refresh();
    },
  });
  const change = useAction((changed: ReportBlock) => updateBlock(place.scope, { id, block: changed }), {
    success: "Saved",
    onSuccess,
  });
  return {
    name,
    isFirst: index === 0,
    isLast: index === report.blocks.length - 1,
    moveUp: () => void move.run(index - 1),
    moveDown: () => void move.run(index + 1),
    setHalf: (isHalf: boolean) => void width.run(isHalf),
    remove: () => void remove.run(undefined),
    change,
    pending: move.pending || width.pending || remove.pending || change.pending,
  };
}

function blockName(block: Block): string {
  if (block.kind === "page_break") return "Page break";
  return block.kind === "text" ? "Text" : block.name;
}
