"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@/components/icons/icons";
import classes from "./element.module.css";

/** Why an element shows nothing, in its own box. */
export function ElementProblem({ error, name, onRetry }: { error: Error; name: string; onRetry: () => void }) {
  return (
    <div role="alert" className={classes.problem}>
      <p>
        <IconAlertTriangle size={16} /> {name} could not be shown. {error.message}
      </p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        Retry
      </Button>
    </div>
  );
}
