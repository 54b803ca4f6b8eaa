"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { MoveTools, RemoveTool } from "./arrange-tools";
import { announce } from "./live-region";

interface ArrangedListProps<Entry> {
  /** What the list is of: "Measures". */
  label: string;
  value: readonly Entry[];
  onChange: (next: Entry[]) => void;
  nameOf: (entry: Entry) => string;
  keyOf: (entry: Entry, index: number) => string;
  classNames: { list: string | undefined; row: string | undefined };
  /** One entry, with the buttons that move and remove it. */
  children: (entry: Entry, shown: { index: number; name: string; tools: ReactNode }) => ReactNode;
}

/** A short list whose entries are moved and removed by buttons. The keyboard stays on the button that was pressed. */
export function ArrangedList<Entry>(props: ArrangedListProps<Entry>) {
  const { label, value, onChange, nameOf, keyOf, classNames, children } = props;
  const root = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (focusNext.current) root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [value]);
  const move = (entry: Entry, index: number, step: -1 | 1) => {
    const target = index + step;
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
    <ol ref={root} className={classNames.list} aria-label={label}>
      {value.map((entry, index) => {
        const name = nameOf(entry);
        const tools = (
          <>
            {value.length > 1 && (
              <MoveTools
                name={name}
                isFirst={index === 0}
                isLast={index === value.length - 1}
                onMove={(step) => move(entry, index, step)}
              />
            )}
            <RemoveTool name={name} onRemove={() => remove(entry, index)} />
          </>
        );
        return (
          <li key={keyOf(entry, index)} data-index={index} className={classNames.row}>
            {children(entry, { index, name, tools })}
          </li>
        );
      })}
    </ol>
  );
}
