"use client";

import { VisuallyHidden } from "@mantine/core";
import { useSyncExternalStore } from "react";

let message = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says `text` to screen readers, politely. Calls within 300 ms are heard as one, the last. */
export function announce(text: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    message = message === text ? `${text}\u00a0` : text;
    listeners.forEach((listener) => listener());
  }, 300);
}

/** Stands once in the page, for `announce`. */
export function LiveRegion() {
  const text = useSyncExternalStore(
    subscribe,
    () => message,
    () => "",
  );
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
