import type { ReactNode } from "react";
import { Link } from "./link";
import classes from "./stat-card.module.css";

interface StatCardProps {
  label: string;
  value: string | number;
  /** Under the number: a status, a share, a time. */
  note?: ReactNode;
  href?: string;
}

/** One number, said large. With `href` the whole card leads there. */
export function StatCard({ label, value, note, href }: StatCardProps) {
  const content = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>{typeof value === "number" ? value.toLocaleString("en") : value}</span>
      {note && <span className={classes.note}>{note}</span>}
    </>
  );
  if (!href) return <div className={classes.root}>{content}</div>;
  return (
    <Link href={href} className={classes.root}>
      {content}
    </Link>
  );
}

/** Lays stat cards side by side, as many as fit. */
export function StatGrid({ children }: { children: ReactNode }) {
  return <div className={classes.grid}>{children}</div>;
}
