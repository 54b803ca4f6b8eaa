"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { FloatingBar } from "@/components/kit/floating-bar";
import { formatCount } from "@/components/kit/format";
import { nothingSelected, type TableSelection } from "./table-types";

interface SelectionBarProps {
  selection: { value: TableSelection; onChange: (selection: TableSelection) => void };
  /** All that match the filter, over all pages. */
  total: number;
  /** What can be done with them. */
  children?: ReactNode;
}

/** "42 selected · Select all 312 that match · Clear". */
export function SelectionBar({ selection, total, children }: SelectionBarProps) {
  const { value, onChange } = selection;
  const count = value.kind === "matching" ? total : value.ids.length;
  return (
    <FloatingBar
      message={
        count === 0
          ? null
          : value.kind === "matching"
            ? `All ${formatCount(total)} that match`
            : `${formatCount(count)} selected`
      }
      onClear={() => onChange(nothingSelected)}
    >
      {value.kind === "rows" && count < total && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({ kind: "matching" })}>
          Select all {formatCount(total)} that match
        </Button>
      )}
      {children}
    </FloatingBar>
  );
}
