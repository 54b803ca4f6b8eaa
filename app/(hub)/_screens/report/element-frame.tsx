import type { ReactNode, Ref } from "react";
import classes from "./element.module.css";

interface ElementFrameProps {
  /** Of the heading. */
  id: string;
  title: ReactNode;
  tools: ReactNode;
  /** Of the box that the answer is drawn into. */
  bodyRef: Ref<HTMLDivElement>;
  /** Among others, where a long answer scrolls. */
  isShort?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}

/** The box of an element, on its report and on home pages: its name, what one can do with it, its answer. */
export function ElementFrame({ id, title, tools, bodyRef, isShort = false, children, foot }: ElementFrameProps) {
  return (
    <article className={classes.frame} aria-labelledby={id}>
      <header className={classes.head}>
        <h3 id={id}>{title}</h3>
        {tools}
      </header>
      <div ref={bodyRef} className={classes.body} data-short={isShort || undefined}>
        {children}
      </div>
      {foot}
    </article>
  );
}
