"use client";

import { useState } from "react";
import classes from "./type-form.module.css";

/** Taking away what tickets still have is refused at once, at its row, and not only when all is saved. `use` counts tickets by key. */
export function useRemoval(use: Record<string, number>, what: "status" | "resolution") {
  const [asked, setAsked] = useState<string | null>(null);
  return {
    /** Whether the row may go. */
    ask: (key: string) => {
      const tickets = use[key] ?? 0;
      setAsked(tickets > 0 ? key : null);
      return tickets === 0;
    },
    refused: (key: string) => {
      const tickets = use[key] ?? 0;
      if (asked !== key || tickets === 0) return null;
      return (
        <p className={classes.problem} role="alert">
          {tickets === 1 ? "1 ticket has" : `${tickets.toLocaleString("en")} tickets have`} this {what}. Give{" "}
          {tickets === 1 ? "it" : "them"} another {what} before you remove it.
        </p>
      );
    },
  };
}
