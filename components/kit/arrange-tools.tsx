"use client";

import { ActionIcon } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";
import { IconArrowDown, IconArrowUp, IconX } from "@/components/icons/icons";

interface ArrangeToolProps {
  /** By which the list finds it again, when the keyboard is to stay on it. */
  control: string;
  /** "Move up: Severity"; its title is what stands before the colon. */
  label: string;
  disabled?: boolean;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  children: ReactNode;
}

/** A small button of one row. It can be focused while it can do nothing, or the keyboard would be lost on the last step. */
export function ArrangeTool({ control, label, disabled = false, onClick, children }: ArrangeToolProps) {
  return (
    <ActionIcon
      data-control={control}
      data-disabled={disabled || undefined}
      aria-disabled={disabled}
      aria-label={label}
      title={label.slice(0, label.indexOf(":"))}
      onClick={disabled ? undefined : onClick}
    >
      {children}
    </ActionIcon>
  );
}

interface MoveToolsProps {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: -1 | 1, event: MouseEvent<HTMLButtonElement>) => void;
}

/** Up and down, so that every order can be made with the keyboard. */
export function MoveTools({ name, isFirst, isLast, onMove }: MoveToolsProps) {
  return (
    <>
      <ArrangeTool control="up" label={`Move up: ${name}`} disabled={isFirst} onClick={(event) => onMove(-1, event)}>
        <IconArrowUp size={16} />
      </ArrangeTool>
      <ArrangeTool control="down" label={`Move down: ${name}`} disabled={isLast} onClick={(event) => onMove(1, event)}>
        <IconArrowDown size={16} />
      </ArrangeTool>
    </>
  );
}

export function RemoveTool({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <ArrangeTool control="remove" label={`Remove: ${name}`} onClick={onRemove}>
      <IconX size={16} />
    </ArrangeTool>
  );
}
