"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/kit/link";
import { sinceChoices, sinceWords, type SinceChoice } from "@/lib/home/since";
import classes from "./home.module.css";

/** Since when: each choice has an address, and the last visit is the page's own. */
export function SinceChoice({ chosen }: { chosen: SinceChoice }) {
  const pathname = usePathname();
  return (
    <nav aria-label="What changed since" className={classes.since}>
      {sinceChoices.map((choice) => (
        <Link
          key={choice}
          href={choice === "visit" ? pathname : `${pathname}?since=${choice}`}
          scroll={false}
          aria-current={choice === chosen ? "page" : undefined}
        >
          {sinceWords[choice]}
        </Link>
      ))}
    </nav>
  );
}
