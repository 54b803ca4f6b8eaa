import type { ElementData } from "@/lib/elements/data";
import { listEntries } from "@/lib/elements/list-entries";
import classes from "./element.module.css";

/** The answer as a list: what each row is called, and the rest of it beside or below. */
export function ElementList({ label, data }: { label: string; data: ElementData }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${label}, scrollable`}>
      <ul className={classes.list} aria-label={label} data-shape={data.shape}>
        {listEntries(data).map(({ name, text }, index) => (
          <li key={data.shape === "records" ? data.rows[index]?.id : index}>
            <span className={classes.first}>{name}</span>
            <span className={classes.others}>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
