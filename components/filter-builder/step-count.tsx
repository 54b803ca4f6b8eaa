"use client";

import { formatNumber } from "@/lib/fields/format";
import { useBuilder } from "./builder-context";
import classes from "./filter-builder.module.css";

/** How many records are left after this part and those before it: "active 812 → EU 240". */
export function StepCount({ at }: { at: string }) {
  const left = useBuilder().steps?.[at];
  if (left === undefined) return null;
  return (
    <span className={classes.step}>
      <span aria-hidden>→ </span>
      {formatNumber(left)} left
    </span>
  );
}
