"use client";

import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { IconArrowDown, IconArrowUp, IconTrash } from "@/components/icons/icons";
import classes from "./type-form.module.css";

interface RowToolsProps {
  /** What the row is called: "Severity". */
  name: string;
  index: number;
  count: number;
  /** "Archive" where values stay, else "Remove". */
  removeWord: string;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** Move up, move down, remove: every order can be made with the keyboard. */
export function RowTools({ name, index, count, removeWord, onMove, onRemove }: RowToolsProps) {
  return (
    <div className={classes.tools}>
      <Tool label={`Move up: ${name}`} disabled={index === 0} onClick={() => onMove(index - 1)}>
        <IconArrowUp size={16} />
      </Tool>
      <Tool label={`Move down: ${name}`} disabled={index === count - 1} onClick={() => onMove(index + 1)}>
        <IconArrowDown size={16} />
      </Tool>
      <Tool label={`${removeWord}: ${name}`} onClick={onRemove}>
        <IconTrash size={16} />
      </Tool>
    </div>
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

// Stays focusable while it can do nothing, or the keyboard would be lost on the last step.
function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      data-disabled={disabled || undefined}
      aria-disabled={disabled}
      aria-label={label}
      title={label.slice(0, label.indexOf(":"))}
      onClick={(event) => {
        if (disabled) return;
        onClick();
        // The row is moved in the page, which would drop the focus.
        const button = event.currentTarget;
        requestAnimationFrame(() => button.isConnected && button.focus());
      }}
    >
      {children}
    </ActionIcon>
  );
}
