import { Progress } from "@mantine/core";
import type { SummaryData } from "@/lib/elements/data";
import { goalText, measureText, reachedOf } from "@/lib/elements/words";
import classes from "./element.module.css";

/** One number, large; with a goal how much of it is reached. */
export function ElementNumber({ data, goal }: { data: SummaryData; goal: number | null }) {
  const [measure] = data.measures;
  const [value = null] = data.rows[0]?.values ?? [];
  if (!measure) return null;
  const reached = reachedOf(value, goal);
  return (
    <div className={classes.number}>
      <span className={classes.figure}>{measureText(value, measure, data) || "–"}</span>
      <span className={classes.what}>{measure.label}</span>
      {goal !== null && reached !== null && (
        <div className={classes.goal}>
          <Progress value={Math.min(Math.max(reached, 0), 1) * 100} aria-label="Share of the goal" />
          <span>{goalText(value, goal, measure, data)}</span>
        </div>
      )}
    </div>
  );
}
