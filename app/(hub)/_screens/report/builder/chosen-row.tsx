"use client";

import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { IconArrowDown, IconArrowUp, IconX } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import classes from "./builder.module.css";

interface ChosenRowProps<Entry> {
  name: string;
  list: readonly Entry[];
  index: number;
  onChange: (next: Entry[]) => void;
  children: ReactNode;
}

/** An entry of a short list: its settings, and buttons that move and remove it. */
export function ChosenRow<Entry>({ name, list, index, onChange, children }: ChosenRowProps<Entry>) {
  const move = (step: -1 | 1) => {
    const entry = list[index];
    if (entry === undefined) return;
    announce(`${name} is number ${index + step + 1} of ${list.length}`);
    onChange(list.toSpliced(index, 1).toSpliced(index + step, 0, entry));
  };
  const remove = () => {
    announce(`Removed: ${name}`);
    onChange(list.toSpliced(index, 1));
  };
  return (
    <li className={classes.row}>
      <div className={classes.bar}>
        <span className={classes.name}>{name}</span>
        <span>
          {index > 0 && (
            <ActionIcon aria-label={`Move up: ${name}`} title="Move up" onClick={() => move(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
          )}
          {index < list.length - 1 && (
            <ActionIcon aria-label={`Move down: ${name}`} title="Move down" onClick={() => move(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
          )}
          <ActionIcon aria-label={`Remove: ${name}`} title="Remove" onClick={remove}>
            <IconX size={16} />
          </ActionIcon>
        </span>
      </div>
      <div className={classes.settings}>{children}</div>
    </li>
  );
}
