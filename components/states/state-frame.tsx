import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Illustration, type IllustrationName } from "./illustration";
import classes from "./state-frame.module.css";

interface StateFrameProps {
  illustration: IllustrationName;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** `page` when it is all there is: then the title is the page's h1. */
  scope?: "region" | "page";
}

export function StateFrame({ illustration, title, children, actions, scope = "region" }: StateFrameProps) {
  return (
    <div className={classes.root} data-scope={scope}>
      <Illustration name={illustration} />
      <Title order={scope === "page" ? 1 : 2} fz={scope === "page" ? "xl" : "lg"}>
        {title}
      </Title>
      {children && (
        <Text component="div" c="dimmed" className={classes.words}>
          {children}
        </Text>
      )}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
