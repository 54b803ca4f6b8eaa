import type { ReactNode } from "react";
import classes from "./mono.module.css";

/** Keys, URLs, tags and other text that is typed by machines. `boxed` sets it apart within a sentence. */
export function Mono({ children, boxed = false }: { children: ReactNode; boxed?: boolean }) {
  return <code className={boxed ? `${classes.root} ${classes.boxed}` : classes.root}>{children}</code>;
}
