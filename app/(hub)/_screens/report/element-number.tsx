import { Progress } from "@mantine/core";
import type { SummaryData } from "@/lib/elements/data";
import { asNumber } from "@/lib/elements/table";
import { measureText } from "@/lib/elements/words";
import classes from "./element.module.css";

/** One number, large; with a goal how much of it is reached. */
export function ElementNumber({ data, goal }: { data: SummaryData; goal: number | null }) {
  const [measure] = data.measures;
  const [value = null] = data.rows[0]?.values ?? [];
  if (!measure) return null;
  const number = asNumber(value);
  const reached = goal && number !== null && !Number.isNaN(number) ? number / goal : null;
  return (
    <div className={classes.number}>
      <span className={classes.figure}>{measureText(value, measure, data) || "–"}</span>
      <span className={classes.what}>{measure.label}</span>
      {goal !== null && reached !== null && (
        <div className={classes.goal}>
          <Progress value={Math.min(Math.max(reached, 0), 1) * 100} aria-label="Share of the goal" />
          <span>
            {percent.format(reached)} of the goal of {measureText(goal, measure, data)}
          </span>
        </div>
      )}
    </div>
  );
}

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });
