"use client";

import { Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Report } from "@/lib/reports/queries";
import { BlockTools } from "./block-tools";
import { ElementBox } from "./element-box";
import { useReport } from "./report-context";
import { useBlockActions } from "./use-block-actions";
import classes from "./report.module.css";

/** The parts of the report in their order, elements in one or two columns. */
export function ReportBlocks({ className }: { className?: string }) {
  const { report, isArranging } = useReport();
  const root = useRef<HTMLDivElement>(null);
  const focusNext = useRef<string | null>(null);
  // A part that was moved is another node by then; the keyboard stays on the button that moved it.
  useEffect(() => {
    if (focusNext.current) root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [report]);
  return (
    <div ref={root} className={className}>
      {report.blocks.map((block, index) => (
        <ShownBlock
          key={block.id}
          block={block}
          index={index}
          isArranging={isArranging}
          onMoved={(control) => {
            focusNext.current = `[data-block="${block.id}"] [data-control="${control}"]`;
          }}
        />
      ))}
    </div>
  );
}

export type Block = Report["blocks"][number];

interface ShownBlockProps {
  block: Block;
  index: number;
  isArranging: boolean;
  onMoved: (control: string) => void;
}

function ShownBlock({ block, index, isArranging, onMoved }: ShownBlockProps) {
  const actions = useBlockActions(block, index, onMoved);
  const tools = isArranging && <BlockTools block={block} index={index} actions={actions} />;
  if (block.kind === "element")
    return (
      <div
        className={classes.block}
        data-block={block.id}
        data-half={block.isHalf || undefined}
        data-style={block.definition.style}
        id={block.id}
      >
        {tools}
        <ElementBox element={block} actions={actions} />
      </div>
    );
  return (
    <div className={classes.block} data-block={block.id} data-kind={block.kind} id={block.id}>
      {tools}
      {block.kind === "heading" && (
        <Title order={2} fz="lg">
          {block.name}
        </Title>
      )}
      {block.kind === "text" && <p className={classes.text}>{block.text}</p>}
      {block.kind === "page_break" && <PageBreak isShown={isArranging} />}
    </div>
  );
}

/** On the screen there are no pages: it is only seen while the report is arranged. */
function PageBreak({ isShown }: { isShown: boolean }) {
  return isShown ? <p className={classes.pageBreak}>A new page begins here in PDF files</p> : null;
}
