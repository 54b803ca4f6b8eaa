"use client";

import { useEffect, useRef } from "react";
import { useFormContext, type FieldErrors } from "react-hook-form";
import { IconAlertTriangle } from "@/components/icons/icons";
import classes from "./form.module.css";

/** Everything that is wrong, each entry leading to its field. Takes the focus once after each Submit that failed, by its number. */
export function ErrorSummary({ attempt }: { attempt: number }) {
  const { formState, setFocus } = useFormContext();
  const element = useRef<HTMLDivElement>(null);
  const answered = useRef(0);
  const { isSubmitSuccessful } = formState;
  // What the server refuses is drawn some time after its answer came.
  useEffect(() => {
    if (answered.current === attempt) return;
    if (element.current) element.current.focus();
    else if (!isSubmitSuccessful) return;
    answered.current = attempt;
  });
  const { root, ...fields } = formState.errors;
  const problems = formState.submitCount > 0 ? listErrors(fields) : [];
  const message = root?.message ?? root?.server?.message;
  if (problems.length === 0 && !message) return null;
  return (
    <div ref={element} tabIndex={-1} role="alert" className={classes.summary}>
      <h2>
        <IconAlertTriangle size={17} />
        {problems.length > 0 ? heading(problems.length) : "This did not work"}
      </h2>
      {message && <p>{message}</p>}
      {problems.length > 0 && (
        <ul>
          {problems.map(({ path, text }) => (
            <li key={path}>
              <button type="button" onClick={() => setFocus(path)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function heading(count: number): string {
  return count === 1 ? "One thing to correct first" : `${count} things to correct first`;
}

function listErrors(errors: FieldErrors, prefix = ""): { path: string; text: string }[] {
  return Object.entries(errors).flatMap(([name, error]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (!error || typeof error !== "object") return [];
    if (typeof error.message === "string") return [{ path, text: error.message }];
    return name === "ref" ? [] : listErrors(error as FieldErrors, path);
  });
}
