"use client";

import { ActionIcon } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { IconArrowDown, IconArrowUp, IconX } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import classes from "./builder.module.css";

interface ChosenRowsProps<Entry> {
  /** What the list is of: "Measures". */
  label: string;
  value: readonly Entry[];
  onChange: (next: Entry[]) => void;
  nameOf: (entry: Entry) => string;
  keyOf: (entry: Entry, index: number) => string;
  /** The settings of an entry. */
  children: (entry: Entry, index: number) => ReactNode;
}

/** A short list: each entry with its settings, and buttons that move and remove it. The keyboard stays on the button that was pressed. */
export function ChosenRows<Entry>({ label, value, onChange, nameOf, keyOf, children }: ChosenRowsProps<Entry>) {
  const root = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (focusNext.current) root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [value]);
  const move = (entry: Entry, index: number, step: -1 | 1) => {
    const target = index + step;
    if (target < 0 || target >= value.length) return;
    focusNext.current = `[data-index="${target}"] [data-control="${step === -1 ? "up" : "down"}"]`;
    announce(`${nameOf(entry)} is number ${target + 1} of ${value.length}`);
    onChange(value.toSpliced(index, 1).toSpliced(target, 0, entry));
  };
  const remove = (entry: Entry, index: number) => {
    focusNext.current = `[data-index="${Math.min(index, value.length - 2)}"] [data-control="remove"]`;
    announce(`Removed: ${nameOf(entry)}`);
    onChange(value.toSpliced(index, 1));
  };
  return (
    <ol ref={root} className={classes.rows} aria-label={label}>
      {value.map((entry, index) => {
        const name = nameOf(entry);
        const [isFirst, isLast] = [index === 0, index === value.length - 1];
        return (
          <li key={keyOf(entry, index)} data-index={index} className={classes.row}>
            <div className={classes.bar}>
              <span className={classes.name}>{name}</span>
              <span className={classes.tools}>
                {value.length > 1 && (
                  <>
                    <ActionIcon
                      data-control="up"
                      aria-label={`Move up: ${name}`}
                      title="Move up"
                      data-disabled={isFirst || undefined}
                      aria-disabled={isFirst}
                      onClick={() => move(entry, index, -1)}
                    >
                      <IconArrowUp size={16} />
                    </ActionIcon>
                    <ActionIcon
                      data-control="down"
                      aria-label={`Move down: ${name}`}
                      title="Move down"
                      data-disabled={isLast || undefined}
                      aria-disabled={isLast}
                      onClick={() => move(entry, index, 1)}
                    >
                      <IconArrowDown size={16} />
                    </ActionIcon>
                  </>
                )}
                <ActionIcon
                  data-control="remove"
                  aria-label={`Remove: ${name}`}
                  title="Remove"
                  onClick={() => remove(entry, index)}
                >
                  <IconX size={16} />
                </ActionIcon>
              </span>
            </div>
            <div className={classes.settings}>{children(entry, index)}</div>
          </li>
        );
      })}
    </ol>
  );
}
