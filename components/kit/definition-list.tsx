import type { ReactNode } from "react";
import classes from "./definition-list.module.css";

export interface Definition {
  term: string;
  value: ReactNode;
  /** Small print under the value: source, time. */
  note?: ReactNode;
}

/** Label and value pairs; `stacked` for narrow side panels. */
export function DefinitionList({ items, stacked = false }: { items: Definition[]; stacked?: boolean }) {
  return (
    <dl className={classes.root} data-stacked={stacked || undefined}>
      {items.map((item) => (
        <div key={item.term} className={classes.pair}>
          <dt className={classes.term}>{item.term}</dt>
          <dd className={classes.value}>
            {item.value}
            {item.note && <span className={classes.note}>{item.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
