"use client";

import { Select } from "@mantine/core";
import { useState } from "react";
import type { RecordChoice } from "@/lib/macros/record-choices";
import { useRecordChoices, type Where } from "./use-preview";

interface RecordSelectProps {
  where: Where;
  /** The newest, offered before anything is typed. */
  records: RecordChoice[];
  value: RecordChoice | null;
  onChange: (record: RecordChoice) => void;
}

/** "Preview as": the newest records, or those that match what is typed. */
export function RecordSelect({ where, records, value, onChange }: RecordSelectProps) {
  const [search, setSearch] = useState("");
  const isTyped = search.trim() !== "" && search !== (value && nameOf(value));
  const found = useRecordChoices(where, isTyped ? search : "");
  const offered = isTyped ? (found.data ?? []) : records;
  const all = value && !offered.some(({ id }) => id === value.id) ? [value, ...offered] : offered;
  return (
    <Select
      label="Preview as"
      placeholder={where.home.target === "feedback" ? "Choose a ticket" : "Choose a user"}
      data={all.map((record) => ({ value: record.id, label: nameOf(record) }))}
      value={value?.id ?? null}
      onChange={(id) => {
        const chosen = all.find((record) => record.id === id);
        if (chosen) onChange(chosen);
      }}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // The server has searched already.
      filter={({ options }) => options}
      allowDeselect={false}
      nothingFoundMessage={found.isFetching ? "Searching…" : "Nothing found"}
    />
  );
}

function nameOf({ label, hint }: RecordChoice): string {
  return hint ? `${label} · ${hint}` : label;
}
