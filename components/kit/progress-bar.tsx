import { formatCount } from "./format";
import classes from "./progress-bar.module.css";

export interface ProgressPart {
  label: string;
  count: number;
  tone: "ok" | "failed" | "skipped" | "waiting";
}

/** How far a run has come: one bar, and under it the counts in words. `total` is the frozen number of targets. */
export function ProgressBar({ label, total, parts }: { label: string; total: number; parts: ProgressPart[] }) {
  const done = parts.filter((part) => part.tone !== "waiting").reduce((sum, part) => sum + part.count, 0);
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${formatCount(done)} of ${formatCount(total)}`}
        className={classes.bar}
      >
        {parts
          .filter(({ count }) => count > 0)
          .map((part) => (
            <span
              key={part.label}
              className={classes.part}
              data-tone={part.tone}
              style={{ width: `${total === 0 ? 0 : (part.count / total) * 100}%` }}
            />
          ))}
      </div>
      <ul className={classes.legend}>
        <li>
          <b>{formatCount(done)}</b> of {formatCount(total)}
        </li>
        {parts.map((part) => (
          <li key={part.label}>
            <span className={classes.dot} data-tone={part.tone} />
            <b>{formatCount(part.count)}</b> {part.label}
          </li>
        ))}
      </ul>
    </div>
  );
}
