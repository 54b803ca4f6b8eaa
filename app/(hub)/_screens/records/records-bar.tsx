"use client";

import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import type { ExportChoice } from "@/app/(hub)/_screens/exports/export-items";
import { ExportMenu } from "@/app/(hub)/_screens/exports/export-menu";
import { FilterChips } from "@/components/filter-builder/filter-chips";
import { IconSearch } from "@/components/icons/icons";
import { formatCount } from "@/components/kit/format";
import { RelativeTime } from "@/components/kit/relative-time";
import type { Condition } from "@/lib/conditions/schema";
import type { TableState } from "@/lib/conditions/table-state";
import type { FieldInfo } from "@/lib/fields/field";
import type { CountAnswer } from "@/lib/views/answer-list";
import { FindRecord } from "./find-record";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";

interface RecordsBarProps {
  fields: FieldInfo[];
  state: TableState;
  /** What is asked now, saved or not; null while it is loaded. */
  condition: Condition | null;
  count: CountAnswer | null;
  updatedAt: number;
  simple: boolean;
  /** The whole list as a file: where its CSV is, and what the others are made of. */
  file: ExportChoice;
  onChange: (change: Partial<TableState>) => void;
  onEdit: () => void;
  kind: RecordsProps["kind"];
  /** Shows one record by its name, in the list or not. */
  onFind: (named: string) => void;
}

/** Under the toolbar: what is asked, in chips, how many match, and how fresh it is. */
export function RecordsBar(props: RecordsBarProps) {
  const { fields, state, condition, count, updatedAt, simple, file, onChange, onEdit } = props;
  return (
    <div className={classes.bar}>
      <Search value={state.search ?? ""} onChange={(search) => onChange({ search: search || undefined })} />
      {!simple && condition && (
        <FilterChips
          fields={fields}
          value={condition}
          onChange={(changed) => onChange({ condition: changed })}
          onEdit={onEdit}
        />
      )}
      <p className={classes.count} role="status">
        {count && countWords(count)}
        {updatedAt > 0 && (
          <>
            {" · updated "}
            <RelativeTime at={updatedAt} />
          </>
        )}
      </p>
      {!simple && condition && <FindRecord kind={props.kind} onFind={props.onFind} />}
      {!simple && <ExportMenu {...file} />}
    </div>
  );
}

function countWords({ matching, total }: CountAnswer): string {
  const found = `${matching.exact ? "" : "more than "}${formatCount(matching.count)}`;
  return matching.count === total.count && matching.exact
    ? found
    : `${found} of ${total.exact ? "" : "more than "}${formatCount(total.count)}`;
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const tell = useDebouncedCallback((next: string) => {
    setTold(next);
    onChange(next);
  }, 300);
  // Back and forward change the address under the field.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  return (
    <TextInput
      type="search"
      aria-label="Search this list"
      placeholder="Search"
      leftSection={<IconSearch size={15} />}
      value={text}
      maxLength={200}
      className={classes.search}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
