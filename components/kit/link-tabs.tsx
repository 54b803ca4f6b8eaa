"use client";

import { usePathname } from "next/navigation";
import { Link } from "./link";
import classes from "./link-tabs.module.css";

export interface LinkTab {
  label: string;
  /** A path, or a path with a query when tabs share a page; then give `active`. */
  href: string;
  count?: number;
  active?: boolean;
}

/** Tabs that are links: each has an address, the back button works. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className={classes.root} data-tabs>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          className={classes.tab}
          aria-current={(tab.active ?? tab.href === pathname) ? "page" : undefined}
        >
          {tab.label}
          {tab.count !== undefined && <span className={classes.count}>{tab.count.toLocaleString("en")}</span>}
        </Link>
      ))}
    </nav>
  );
}
