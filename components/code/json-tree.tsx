"use client";

import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconChevronRight } from "@/components/icons/icons";
import { jsonPath } from "./json-path";
import classes from "./json-tree.module.css";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

interface JsonTreeProps {
  label: string;
  value: JsonValue;
  /** Makes values clickable: gets the path (`issue.key`) and the value. */
  onPick?: (path: string, value: JsonValue) => void;
  /** Paths already taken, marked in the tree. */
  picked?: string[];
}

/** A payload, unfolded. Plain buttons in nested lists: Tab and Enter are all one needs. */
export function JsonTree({ label, value, onPick, picked = [] }: JsonTreeProps) {
  return (
    <div role="group" aria-label={label} className={classes.root}>
      <Node name={null} value={value} steps={[]} depth={0} onPick={onPick} picked={picked} />
    </div>
  );
}

interface NodeProps extends Pick<JsonTreeProps, "value" | "onPick"> {
  name: string | number | null;
  steps: (string | number)[];
  depth: number;
  picked: string[];
}

function Node(props: NodeProps) {
  if (props.value !== null && typeof props.value === "object") return <Branch {...props} />;
  return <Leaf {...props} />;
}

function Branch({ name, value, steps, depth, ...rest }: NodeProps) {
  const [open, setOpen] = useState(depth < 3);
  const [shown, setShown] = useState(pageSize);
  const isList = Array.isArray(value);
  const entries: [string | number, JsonValue][] = isList
    ? value.map((item, index) => [index, item])
    : Object.entries(value as Record<string, JsonValue>);
  const size = isList ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <div>
      {name !== null && (
        <UnstyledButton className={classes.row} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={13} className={classes.chevron} data-open={open || undefined} />
          <span className={classes.name}>{name}</span>
          <span className={classes.size}>{size}</span>
        </UnstyledButton>
      )}
      {open && (
        <ul className={classes.list} data-root={name === null || undefined}>
          {entries.slice(0, shown).map(([key, child]) => (
            <li key={key}>
              <Node name={key} value={child} steps={[...steps, key]} depth={depth + 1} {...rest} />
            </li>
          ))}
          {entries.length > shown && (
            <li>
              <UnstyledButton className={classes.row} onClick={() => setShown(shown + pageSize)}>
                Show {Math.min(pageSize, entries.length - shown)} more of {entries.length}
              </UnstyledButton>
            </li>
          )}
          {entries.length === 0 && name === null && <li className={classes.row}>{isList ? "[ ]" : "{ }"}</li>}
        </ul>
      )}
    </div>
  );
}

function Leaf({ name, value, steps, onPick, picked }: NodeProps) {
  const path = jsonPath(steps);
  const isPicked = picked.includes(path);
  const content = (
    <>
      {name !== null && <span className={classes.name}>{name}</span>}
      <span className={classes.value} data-type={value === null ? "null" : typeof value}>
        {JSON.stringify(value)}
      </span>
      {isPicked && <span className={classes.mark}>captured</span>}
    </>
  );
  if (!onPick || name === null) return <div className={classes.row}>{content}</div>;
  return (
    <UnstyledButton
      className={classes.row}
      data-pick
      title={`Capture ${path}`}
      aria-pressed={isPicked}
      onClick={() => onPick(path, value)}
    >
      {content}
    </UnstyledButton>
  );
}

const pageSize = 100;
