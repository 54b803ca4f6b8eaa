"use client";

import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import { IconCheck } from "@/components/icons/icons";
import type { FieldInfo } from "@/lib/fields/field";
import { itemGroups } from "./item-groups";
import { nextSelection } from "./list-selection";
import classes from "./view-builder.module.css";

interface ItemListProps {
  items: readonly FieldInfo[];
  /** Paths that were chosen already. */
  added: ReadonlySet<string>;
  /** What is said of those: "in the view". */
  addedWords: string;
  selected: readonly string[];
  onSelect: (paths: string[]) => void;
  /** Double-click, or Enter with something highlighted. */
  onAdd: (paths: string[]) => void;
}

/**
 * The items to choose from, under their data sets where there are several: click or arrows highlight one, with Ctrl or Space one more, with Shift a run of them; double-click or Enter
 * takes them.
 */
export function ItemList({ items, added, addedWords, selected, onSelect, onAdd }: ItemListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<string | null>(null);
  const groups = itemGroups(items);
  const paths = groups.flatMap((group) => group.items.map((item) => item.path));
  const at = active === null ? -1 : paths.indexOf(active);

  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const choose = (path: string, how: { toggle: boolean; extend: boolean }) => {
    setActive(path);
    if (!how.extend) setAnchor(path);
    onSelect(nextSelection({ paths, selected, anchor: anchor ?? path }, path, how));
  };
  const press = (event: KeyboardEvent) => {
    const target = paths[placeAfter(event.key, at, paths.length)];
    if (target !== undefined) choose(target, { toggle: false, extend: event.shiftKey });
    else if (event.key === " " && active !== null) choose(active, { toggle: true, extend: false });
    else if (event.key === "Enter" && selected.length > 0) onAdd([...selected]);
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) onSelect(paths);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const path = paths[optionIndex(event)];
    if (path !== undefined) choose(path, { toggle: event.ctrlKey || event.metaKey, extend: event.shiftKey });
  };
  const doubleClick = (event: MouseEvent) => {
    const path = paths[optionIndex(event)];
    if (path !== undefined) onAdd([path]);
  };

  return (
    <ul
      ref={list}
      className={classes.items}
      role="listbox"
      aria-label="Items"
      aria-multiselectable
      aria-activedescendant={at === -1 ? undefined : `${id}-${at}`}
      tabIndex={0}
      onKeyDown={press}
      onClick={click}
      onDoubleClick={doubleClick}
    >
      {groups.map((group) => (
        <li key={group.key} role="group" aria-label={group.label}>
          {groups.length > 1 && (
            <span className={classes.set} aria-hidden>
              {group.label}
            </span>
          )}
          <ul role="none" className={classes.group}>
            {group.items.map((item) => (
              <li
                key={item.path}
                id={`${id}-${paths.indexOf(item.path)}`}
                role="option"
                aria-selected={selected.includes(item.path)}
                data-index={paths.indexOf(item.path)}
                data-active={item.path === active || undefined}
                className={classes.item}
              >
                <span>{item.label}</span>
                {added.has(item.path) && (
                  <span className={classes.added}>
                    <IconCheck size={14} />
                    {addedWords}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function optionIndex({ target }: MouseEvent): number {
  const option = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return Number(option?.dataset.index ?? -1);
}

function placeAfter(key: string, at: number, count: number): number {
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}
