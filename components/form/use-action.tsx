"use client";

import { Anchor } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { unstable_rethrow } from "next/navigation";
import { useCallback, useRef, useState, useTransition } from "react";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import type { Result } from "@/lib/errors/result";

type Failure = Extract<Result<unknown>, { ok: false }>["error"];

interface UseActionOptions<Value, Fields extends FieldValues> {
  /** Field messages go into it; its input is kept. */
  form?: { setError: UseFormSetError<Fields> };
  /** Said when it worked: "Macro saved". */
  success?: string | ((value: Value) => string);
  /** What it leads to: another page, a fresh one. The action counts as pending until that is on the screen. */
  onSuccess?: (value: Value) => void;
}

/** Runs a server action from the browser: one at a time, its failures shown, nothing typed is lost. */
export function useAction<Input, Value, Fields extends FieldValues = FieldValues>(
  action: (input: Input) => Promise<Result<Value>>,
  { form, success, onSuccess }: UseActionOptions<Value, Fields> = {},
) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isFollowing, follow] = useTransition();
  const running = useRef(false);

  const run = useCallback(
    async (input: Input): Promise<Result<Value> | null> => {
      if (running.current || isFollowing) return null;
      running.current = true;
      setPending(true);
      setFailure(null);
      const result = await attempt(() => action(input), form !== undefined);
      running.current = false;
      setPending(false);
      if (result.ok) {
        const words = typeof success === "function" ? success(result.value) : success;
        if (words) notifications.show({ color: "green", message: words });
        follow(() => onSuccess?.(result.value));
      } else {
        setFailure(result.error);
        report(result.error, form);
      }
      return result;
    },
    [action, form, success, onSuccess, isFollowing],
  );

  return { run, pending: pending || isFollowing, failure };
}

/** A call that never arrived is a failure like any other; a redirect is none and goes on to the router. */
async function attempt<Value>(call: () => Promise<Result<Value>>, isForm: boolean): Promise<Result<Value>> {
  try {
    return await call();
  } catch (cause) {
    unstable_rethrow(cause);
    const kept = isForm ? " What you typed is still here." : "";
    const message = `The server did not answer.${kept} Check your connection, and try again in a moment.`;
    return { ok: false, error: { code: "unavailable", message, fields: {} } };
  }
}

function report<Fields extends FieldValues>(error: Failure, form: UseActionOptions<never, Fields>["form"]) {
  // Whoever saves with what was seen asks the person what shall be done.
  if (error.code === "stale") return;
  const fields = Object.entries(error.fields);
  if (form) {
    for (const [path, message] of fields) form.setError(path as Path<Fields>, { type: "server", message });
    if (fields.length === 0) form.setError("root.server", { type: error.code, message: error.message });
  }
  if (error.code === "unauthenticated") notifications.show(signInAgain);
  else if (!form) notifications.show({ color: "red", title: "This did not work", message: error.message });
}

const signInAgain = {
  color: "yellow",
  title: "Your session has ended",
  autoClose: false,
  message: (
    <>
      What you typed is still here.{" "}
      <Anchor href="/login" target="_blank" fz="sm" underline="always">
        Sign in again in a new tab
      </Anchor>
      , then save once more.
    </>
  ),
} as const;
