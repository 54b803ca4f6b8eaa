"use client";

import { useRef, useState, type ReactNode } from "react";
import { FormProvider, type FieldValues } from "react-hook-form";
import { useShortcut } from "@/components/shell/use-shortcut";
import { ErrorSummary } from "./error-summary";
import { LeaveGuard } from "./leave-guard";
import type { ZodForm } from "./use-zod-form";
import classes from "./form.module.css";

interface FormProps<Input extends FieldValues, Output> {
  form: ZodForm<Input, Output>;
  onSubmit: (values: Output) => unknown;
  children: ReactNode;
  /** Ask before leaving with unsaved changes. */
  guard?: boolean;
  /** Lets go of the reading measure of 640 px, for forms with a preview beside them. */
  wide?: boolean;
  /** For a Submit button that stands elsewhere (`<button form=id>`). */
  id?: string;
}

/** The form element: provides the fields, shows the error summary, saves on Ctrl/⌘ S. */
export function Form<Input extends FieldValues, Output>(props: FormProps<Input, Output>) {
  const { form, onSubmit, guard = true, wide = false } = props;
  const [attempt, setAttempt] = useState(0);
  const element = useRef<HTMLFormElement>(null);
  useShortcut("mod+s", "Save the form", () => element.current?.requestSubmit(), { group: "Forms" });
  return (
    <FormProvider {...form}>
      <form
        id={props.id}
        ref={element}
        // Submitted before the page's scripts are there, what was typed must not come to stand in the address.
        method="post"
        noValidate
        className={classes.root}
        data-wide={wide || undefined}
        onSubmit={(event) =>
          void form
            .handleSubmit((values) => onSubmit(values))(event)
            .then(() => setAttempt((before) => before + 1))
        }
      >
        <ErrorSummary attempt={attempt} />
        {props.children}
        {guard && <LeaveGuard isDirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />}
      </form>
    </FormProvider>
  );
}
