"use client";

import { useEffect, type RefObject } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import type { RowsTable } from "./data-table";

/** J and K move over the rows, X selects, Enter opens, Ctrl/⌘ A takes the page while the focus is in the table. */
export function useTableKeys<Row>(
  root: RefObject<HTMLDivElement | null>,
  table: RowsTable<Row>,
  isSelectable: boolean,
  /** By the row's id; the row's own link otherwise. */
  onOpen?: (id: string) => void,
) {
  function toggle(shiftKey: boolean) {
    const id = focusedRow(root.current)?.id.slice("row-".length);
    const row = table.getRowModel().rows.find((candidate) => candidate.id === id);
    row?.getToggleSelectedHandler()({ target: { checked: !row.getIsSelected() }, shiftKey });
  }

  function open(row: HTMLElement) {
    if (onOpen) onOpen(row.id.slice("row-".length));
    else row.querySelector<HTMLElement>("[data-row-link]")?.click();
  }

  useShortcut("j", "Next row", () => moveFocus(root.current, 1), { group: "List" });
  useShortcut("k", "Previous row", () => moveFocus(root.current, -1), { group: "List" });
  useShortcut("x", "Select row", () => toggle(false), { group: "List", enabled: isSelectable });
  useShortcut("shift+x", "Select up to this row", () => toggle(true), { group: "List", enabled: isSelectable });

  useEffect(() => {
    const element = root.current;
    const onKey = (event: KeyboardEvent) => {
      const row = focusedRow(element);
      if (event.key === "Enter" && row && event.target === row) open(row);
      if (!isSelectable || event.key !== "a" || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox") return;
      event.preventDefault();
      table.toggleAllRowsSelected(true);
    };
    element?.addEventListener("keydown", onKey);
    return () => element?.removeEventListener("keydown", onKey);
  });
}

function moveFocus(root: HTMLElement | null, step: 1 | -1) {
  const rows = [...(root?.querySelectorAll<HTMLElement>("tbody tr[tabindex]") ?? [])];
  const current = focusedRow(root);
  const index = current ? rows.indexOf(current) + step : step === 1 ? 0 : rows.length - 1;
  rows[Math.max(0, Math.min(rows.length - 1, index))]?.focus();
}

function focusedRow(root: HTMLElement | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>("tbody tr[tabindex]") ?? null;
  return row && root?.contains(row) ? row : null;
}
