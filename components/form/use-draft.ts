"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

export interface Draft<Values> {
  savedAt: number;
  values: Values;
}

interface UseDraftOptions {
  /** Unique per thing edited: "macro:escalate-slack". Without one nothing is kept. */
  key: string | null;
  /** Top-level fields that must never reach the browser's storage: secrets. */
  omit?: string[];
}

/**
 * Keeps what is typed in the browser, a second after the last key or when the form goes, until it is saved.
 * `found` is a draft from an earlier visit; offer it with `DraftNotice`.
 */
export function useDraft<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, "subscribe" | "reset" | "getValues">,
  { key, omit = [] }: UseDraftOptions,
) {
  const storageKey = key === null ? null : `fieldpost:draft:${key}`;
  const [isHandled, setHandled] = useState(false);
  const first = useSyncExternalStore(
    subscribeNever,
    () => (storageKey ? readOnce(storageKey) : null),
    () => null,
  );
  const omitted = omit.join();

  const unkept = useRef<{ timer: ReturnType<typeof setTimeout>; keep: () => void } | null>(null);
  const forget = () => {
    clearTimeout(unkept.current?.timer);
    unkept.current = null;
  };

  useEffect(() => {
    if (!storageKey) return;
    const unsubscribe = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        forget();
        if (!isDirty) return;
        const keep = () => {
          forget();
          store(storageKey, values, omitted.split(","));
        };
        unkept.current = { timer: setTimeout(keep, 1000), keep };
      },
    });
    return () => {
      unsubscribe();
      unkept.current?.keep();
      foundAtStart.delete(storageKey);
    };
  }, [form, storageKey, omitted]);

  const found = isHandled ? null : parse<Values>(first);
  return {
    found,
    restore() {
      if (found) form.reset({ ...form.getValues(), ...found.values }, { keepDefaultValues: true });
      setHandled(true);
    },
    /** Also call it after a successful save. */
    discard() {
      forget();
      if (storageKey) localStorage.removeItem(storageKey);
      setHandled(true);
    },
  };
}

/** What lay there when the form appeared; not what is typed into it since. */
const foundAtStart = new Map<string, string | null>();

function readOnce(key: string): string | null {
  const known = foundAtStart.get(key);
  if (known !== undefined) return known;
  const text = localStorage.getItem(key);
  foundAtStart.set(key, text);
  return text;
}

function store(key: string, values: FieldValues, omit: string[]) {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !omit.includes(name)));
  localStorage.setItem(key, JSON.stringify({ savedAt: Date.now(), values: kept }));
}

function parse<Values>(text: string | null): Draft<Values> | null {
  if (text === null) return null;
  const draft: unknown = JSON.parse(text);
  const isDraft = typeof draft === "object" && draft !== null && "savedAt" in draft && "values" in draft;
  return isDraft ? (draft as Draft<Values>) : null;
}

function subscribeNever() {
  return () => undefined;
}
