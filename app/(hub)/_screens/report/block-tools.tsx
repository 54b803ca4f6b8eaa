"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { IconPencil } from "@/components/icons/icons";
import { MoveTools, RemoveTool } from "@/components/kit/arrange-tools";
import { BlockWords } from "./block-words";
import type { Block } from "./report-blocks";
import type { BlockActions } from "./use-block-actions";
import classes from "./report.module.css";

interface BlockToolsProps {
  block: Block;
  index: number;
  actions: BlockActions;
}

/** While the report is arranged: the buttons above each part. */
export function BlockTools({ block, index, actions }: BlockToolsProps) {
  const { name, isFirst, isLast } = actions;
  const [isEditing, setEditing] = useState(false);
  const words = block.kind === "heading" ? block.name : block.kind === "text" ? block.text : null;
  return (
    <div className={classes.tools} role="group" aria-label={`Arrange ${name}`}>
      <span className={classes.place}>{index + 1}</span>
      <MoveTools
        name={name}
        isFirst={isFirst}
        isLast={isLast}
        onMove={(step) => (step === -1 ? actions.moveUp() : actions.moveDown())}
      />
      {block.kind === "element" && (
        <SegmentedControl
          size="xs"
          aria-label={`Width of ${name}`}
          data={[
            { value: "full", label: "Full width" },
            { value: "half", label: "Half" },
          ]}
          value={block.isHalf ? "half" : "full"}
          onChange={(width) => actions.setHalf(width === "half")}
        />
      )}
      {words !== null && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPencil size={14} />}
          onClick={() => setEditing(true)}
        >
          Modify
        </Button>
      )}
      <RemoveTool name={name} onRemove={actions.remove} />
      {isEditing && words !== null && (block.kind === "heading" || block.kind === "text") && (
        <BlockWords
          kind={block.kind}
          words={words}
          errors={actions.wordsProblem}
          pending={actions.isSaving}
          onSave={(changed) => void actions.saveWords(changed).then((isSaved) => isSaved && setEditing(false))}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  );
}
