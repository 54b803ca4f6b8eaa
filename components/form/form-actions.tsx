"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import classes from "./form.module.css";

interface FormActionsProps {
  /** The word on the primary button. */
  submit?: string;
  /** What is said of what was typed and not submitted. */
  dirty?: string;
  pending?: boolean;
  /** Secondary buttons, e.g. Cancel or Test send. */
  children?: ReactNode;
}

/** The foot of a form, always in sight. Submit is never greyed out: pressing it says what is missing. */
export function FormActions({
  submit = "Submit",
  dirty = "Unsaved changes",
  pending = false,
  children,
}: FormActionsProps) {
  const { formState } = useFormContext();
  const isPending = pending || formState.isSubmitting;
  return (
    <div className={classes.actions}>
      <span className={classes.state}>{formState.isDirty ? dirty : ""}</span>
      {children}
      <Button type="submit" loading={isPending}>
        {submit}
      </Button>
    </div>
  );
}
