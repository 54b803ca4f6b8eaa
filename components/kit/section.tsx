import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./section.module.css";

interface SectionProps {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Lets tables and code run to the hairline. */
  flush?: boolean;
  /** So that a link can lead here. */
  id?: string;
}

/** A card with a hairline and, if it has a title, a head. */
export function Section({ title, description, actions, children, flush = false, id }: SectionProps) {
  return (
    <section className={classes.root} id={id}>
      {(title || actions) && (
        <header className={classes.head}>
          <div>
            {title && (
              <Title order={2} fz="md">
                {title}
              </Title>
            )}
            {description && (
              <Text c="dimmed" fz="sm">
                {description}
              </Text>
            )}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
