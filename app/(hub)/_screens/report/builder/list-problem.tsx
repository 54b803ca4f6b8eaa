"use client";

import { useFormContext } from "react-hook-form";
import type { ElementDraftForm } from "./element-form";
import classes from "./builder.module.css";

/** What is wrong with a list as a whole. It takes the focus when the summary of errors leads here. */
export function ListProblem({ of }: { of: "groups" | "measures" | "items" | "sort" }) {
  const { formState, register } = useFormContext<ElementDraftForm>();
  const error = formState.errors[of];
  const message = error?.message ?? error?.root?.message;
  if (typeof message !== "string") return null;
  const { ref } = register(of);
  return (
    <p ref={ref} tabIndex={-1} className={classes.problem} role="alert">
      {message}
    </p>
  );
}
