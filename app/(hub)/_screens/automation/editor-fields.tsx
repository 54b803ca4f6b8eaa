import type { ReactNode } from "react";
import classes from "./automation.module.css";

/** The fields of an editor; whoever may not change them reads them. */
export function EditorFields({ of, mayWrite, children }: { of: string; mayWrite: boolean; children: ReactNode }) {
  return (
    <fieldset className={classes.fields} disabled={!mayWrite}>
      <legend className={classes.legend}>{of}</legend>
      {children}
    </fieldset>
  );
}
