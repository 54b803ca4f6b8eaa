import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";
import classes from "./page-header.module.css";

interface PageHeaderProps {
  title: ReactNode;
  breadcrumbs?: Crumb[];
  /** One sentence at most; what people wrote is a `LongText`. */
  description?: ReactNode;
  /** Badges and the like, beside the title. */
  aside?: ReactNode;
  /** At the right: links first, the one primary button last. */
  actions?: ReactNode;
}

/** The head of every screen; holds the page's only h1. */
export function PageHeader({ title, breadcrumbs, description, aside, actions }: PageHeaderProps) {
  return (
    <header className={classes.root}>
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
      <div className={classes.row}>
        <div className={classes.words}>
          <div className={classes.title}>
            <Title order={1}>{title}</Title>
            {aside}
          </div>
          {description && (
            <Text component="div" c="dimmed" className={classes.description}>
              {description}
            </Text>
          )}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </header>
  );
}
