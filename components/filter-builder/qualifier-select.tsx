"use client";

import { Select } from "@mantine/core";
import { qualifiersOf } from "@/lib/conditions/qualifiers";
import type { Qualifier } from "@/lib/conditions/qualifiers";
import type { FieldInfo } from "@/lib/fields/field";
import { useListPlace } from "./builder-context";

interface QualifierSelectProps {
  field: FieldInfo | null;
  value: Qualifier | null;
  onChange: (is: Qualifier) => void;
  /** Seen above the select; `hidden` is only heard. */
  label: string | { hidden: string };
  /** Whether its list opens as soon as it has the keyboard; not where it gets it by itself. */
  openOnFocus?: boolean;
}

/** What may be asked of the item, by its type. */
export function QualifierSelect({ field, value, onChange, label, openOnFocus = true }: QualifierSelectProps) {
  const place = useListPlace();
  const offered = field ? qualifiersOf(field) : [];
  const known = offered.some(({ is }) => is === value);
  const data = offered.map(({ is, label: words }) => ({ value: is, label: words.replace(/\bN\b/, "…") }));
  return (
    <Select<Qualifier>
      {...(typeof label === "string" ? { label } : { "aria-label": label.hidden })}
      data-control="qualifier"
      disabled={!field}
      placeholder="Choose an item first"
      searchable
      openOnFocus={openOnFocus}
      allowDeselect={false}
      data={known || value === null ? data : [...data, { value, label: value }]}
      nothingFoundMessage="No such qualifier"
      comboboxProps={place}
      value={value}
      onChange={(is) => is && onChange(is)}
    />
  );
}
