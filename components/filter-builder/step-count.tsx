"use client";

import { useBuilder } from "./builder-context";
import { countedWords } from "./counted";
import classes from "./filter-builder.module.css";

/** How many records are left after this part and those before it: "active 812 → EU 240". */
export function StepCount({ at }: { at: string }) {
  const left = useBuilder().steps?.[at];
  if (left === undefined) return null;
  return (
    <span className={classes.step}>
      <span aria-hidden>→ </span>
      {countedWords(left)} left
    </span>
  );
}
