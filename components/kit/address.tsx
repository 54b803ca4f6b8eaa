import { Fragment } from "react";
import classes from "./address.module.css";

/** A text that holds e-mail addresses: each breaks behind its @, and elsewhere only where it is wider than its place. */
export function Address({ of }: { of: string }) {
  const [first = "", ...rest] = of.split("@");
  return (
    <span className={classes.root}>
      {first}
      {rest.map((part, n) => (
        <Fragment key={n}>
          @<wbr />
          {part}
        </Fragment>
      ))}
    </span>
  );
}
