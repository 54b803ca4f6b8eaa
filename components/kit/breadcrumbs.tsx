import { Link } from "./link";
import classes from "./breadcrumbs.module.css";

export interface Crumb {
  label: string;
  /** Absent on the page one is on. */
  href?: string;
}

export function Breadcrumbs({ items }: { items: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className={classes.list}>
        {items.map((item, index) => (
          <li key={`${index}-${item.label}`} className={classes.item}>
            {item.href ? (
              <Link href={item.href} className={classes.link}>
                {item.label}
              </Link>
            ) : (
              <span aria-current={index === items.length - 1 ? "page" : undefined}>{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
