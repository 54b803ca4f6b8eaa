"use client";

import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { IconArrowDown, IconArrowUp, IconPencil, IconX } from "@/components/icons/icons";
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
      <ActionIcon
        data-control="up"
        aria-label={`Move up: ${name}`}
        title="Move up"
        data-disabled={isFirst || undefined}
        aria-disabled={isFirst}
        onClick={isFirst ? undefined : actions.moveUp}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        data-control="down"
        aria-label={`Move down: ${name}`}
        title="Move down"
        data-disabled={isLast || undefined}
        aria-disabled={isLast}
        onClick={isLast ? undefined : actions.moveDown}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
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
      <ActionIcon aria-label={`Remove: ${name}`} title="Remove" onClick={actions.remove}>
        <IconX size={16} />
      </ActionIcon>
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
