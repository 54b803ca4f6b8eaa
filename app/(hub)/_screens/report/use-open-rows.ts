"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useRef } from "react";
import type { Condition } from "@/lib/conditions/schema";
import { readRowsOf, withRows } from "./open-rows";

interface RowsInAddress {
  isOpen: boolean;
  /** What the rows have in common; null for all rows of the element. */
  drill: Condition | null;
  open: (drill: Condition | null) => void;
  close: () => void;
}

/** Which rows are open beside the report is part of its address: a copied link opens them again, and Back closes them. */
export function useOpenRows(elementId: string): RowsInAddress {
  const params = useSearchParams();
  const isOurs = useRef(false);
  return useMemo(() => {
    const shown = readRowsOf(params);
    const isOpen = shown?.elementId === elementId;
    const address = (open: Parameters<typeof withRows>[1]) => window.location.pathname + withRows(params, open);
    return {
      isOpen,
      drill: isOpen ? shown.drill : null,
      open: (drill) => {
        isOurs.current = true;
        // A fragment has led here. On the way back to it the browser would take the keyboard from what opened the rows.
        const { pathname, search, hash } = window.location;
        if (hash) window.history.replaceState(null, "", pathname + search);
        window.history.pushState(null, "", address({ elementId, drill }));
      },
      close: () => {
        // Back to the report as it was, without leaving the rows behind in the history.
        if (isOurs.current) window.history.back();
        else window.history.replaceState(null, "", address(null));
        isOurs.current = false;
      },
    };
  }, [params, elementId]);
}
