"use client";

import { Checkbox, Spoiler } from "@mantine/core";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import type { CheckedItem } from "@/lib/configuration/checked";
import { itemKinds, kindLabels } from "@/lib/configuration/items";
import classes from "./configuration.module.css";
import { stateWords } from "./item-words";

interface CheckedItemsProps {
  items: readonly CheckedItem[];
  /** It has happened: the words say so. */
  done?: boolean;
  /** The ids that are chosen; without it nothing is to be chosen any more. */
  chosen?: ReadonlySet<string>;
  onChoose?: (ids: readonly string[], take: boolean) => void;
}

/** What becomes of each thing, by kind: new, changed from what to what, the same, or why it cannot be taken. */
export function CheckedItems({ items, done = false, chosen, onChoose }: CheckedItemsProps) {
  return itemKinds.map((kind) => {
    const rows = items.filter((item) => item.kind === kind);
    const choosable = rows.filter(isChoosable).map(({ id }) => id);
    const picked = choosable.filter((id) => chosen?.has(id)).length;
    if (rows.length === 0) return null;
    const { many } = kindLabels[kind];
    return (
      <Section
        key={kind}
        flush
        title={many}
        actions={
          onChoose && choosable.length > 1 ? (
            <Checkbox
              label="All"
              aria-label={`All ${many.toLowerCase()}`}
              checked={picked === choosable.length}
              indeterminate={picked > 0 && picked < choosable.length}
              onChange={(event) => onChoose(choosable, event.currentTarget.checked)}
            />
          ) : undefined
        }
      >
        <SimpleTable
          label={many}
          columns={columnsOf({ done, chosen, onChoose }).filter(({ id }) => id !== "what" || rows.some(saysMore))}
          rows={rows}
          rowId={({ id }) => id}
        />
      </Section>
    );
  });
}

/** What is the same needs nothing, and what cannot be taken gets nothing. */
export function isChoosable({ state }: CheckedItem): boolean {
  return state === "new" || state === "changed";
}

type Shown = Omit<CheckedItemsProps, "items">;

function columnsOf({ done, chosen, onChoose }: Shown): SimpleColumn<CheckedItem>[] {
  return [
    {
      id: "name",
      header: "Name",
      cell: (item) =>
        onChoose ? (
          <Checkbox
            label={item.label}
            description={homeOf(item)}
            disabled={!isChoosable(item)}
            checked={chosen?.has(item.id) ?? false}
            onChange={(event) => onChoose([item.id], event.currentTarget.checked)}
          />
        ) : (
          <span className={classes.name}>
            {item.label}
            <span className={classes.quiet}>{homeOf(item)}</span>
          </span>
        ),
    },
    {
      id: "state",
      header: "Result",
      cell: ({ state, taken }) => (
        <StatusBadge tone={stateWords[state].tone} variant="plain">
          {stateWords[state][taken && done ? "done" : "planned"]}
        </StatusBadge>
      ),
    },
    { id: "what", header: "What and why", cell: (item) => <What item={item} /> },
  ];
}

function saysMore({ reason, notes, changes }: CheckedItem): boolean {
  return Boolean(reason) || notes.length > 0 || changes.length > 0;
}

function What({ item }: { item: CheckedItem }) {
  if (!saysMore(item)) return "–";
  const { reason, notes, changes } = item;
  return (
    <Spoiler maxHeight={220} showLabel="Show all" hideLabel="Show less">
      <ul className={classes.what}>
        {reason && <li>{reason}</li>}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {changes.map((change) => (
          <li key={change.field}>
            {change.field}: {change.old === null ? <i>nothing</i> : <span className={classes.old}>{change.old}</span>} →{" "}
            {change.new ?? <i>nothing</i>}
          </li>
        ))}
      </ul>
    </Spoiler>
  );
}

/** Of what records it is, where its name does not say so: “bug-report”, “users”. */
function homeOf({ id }: CheckedItem): string | undefined {
  const [kind, of] = id.split("/");
  if (!of || !["filter", "view", "macro", "trigger", "schedule"].includes(kind ?? "")) return undefined;
  return of === "users" ? "for users" : `for ${of.replace(/^feedback:/, "")}`;
}
