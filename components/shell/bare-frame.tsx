import type { ReactNode } from "react";
import { Brand } from "@/components/icons/brand";
import classes from "./bare-frame.module.css";

/** The frame of pages outside the shell: sign-in, first run, errors. `narrow` draws a card of 400 px. */
export function BareFrame({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={classes.root}>
      <header className={classes.head}>
        <Brand />
      </header>
      <main className={classes.main}>{narrow ? <div className={classes.card}>{children}</div> : children}</main>
    </div>
  );
}
