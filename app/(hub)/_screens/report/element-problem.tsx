"use client";

import { Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@/components/icons/icons";
import { ButtonLink } from "@/components/kit/button-link";
import classes from "./element.module.css";

interface ElementProblemProps {
  error: Error;
  name: string;
  onRetry: () => void;
  /** Where it is mended, for whoever may. */
  modifyHref?: string;
}

/** Why an element shows nothing, in its own box. */
export function ElementProblem({ error, name, onRetry, modifyHref }: ElementProblemProps) {
  return (
    <div role="alert" className={classes.problem}>
      <p>
        <IconAlertTriangle size={16} /> {name} could not be shown. {error.message}
      </p>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Retry
        </Button>
        {modifyHref && (
          <ButtonLink size="compact-sm" variant="default" href={modifyHref}>
            Modify
          </ButtonLink>
        )}
      </Group>
    </div>
  );
}
