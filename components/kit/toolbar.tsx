import type { ReactNode } from "react";
import classes from "./toolbar.module.css";

/** A row of controls above a list; `end` sits at the right. Wraps on narrow screens. */
export function Toolbar({ label, children, end }: { label: string; children: ReactNode; end?: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={classes.root}>
      <div className={classes.start}>{children}</div>
      {end && <div className={classes.end}>{end}</div>}
    </div>
  );
}
