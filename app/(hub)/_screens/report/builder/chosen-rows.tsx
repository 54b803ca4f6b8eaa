"use client";

import type { ComponentProps, ReactNode } from "react";
import { ArrangedList } from "@/components/kit/arranged-list";
import classes from "./builder.module.css";

interface ChosenRowsProps<Entry> extends Omit<ComponentProps<typeof ArrangedList<Entry>>, "classNames" | "children"> {
  /** The settings of an entry. */
  children: (entry: Entry, index: number) => ReactNode;
}

/** What an element groups, measures or orders by: each with its settings below its name. */
export function ChosenRows<Entry>({ children, ...list }: ChosenRowsProps<Entry>) {
  return (
    <ArrangedList {...list} classNames={{ list: classes.rows, row: classes.row }}>
      {(entry, { index, name, tools }) => (
        <>
          <div className={classes.bar}>
            <span className={classes.name}>{name}</span>
            <span className={classes.tools}>{tools}</span>
          </div>
          <div className={classes.settings}>{children(entry, index)}</div>
        </>
      )}
    </ArrangedList>
  );
}
