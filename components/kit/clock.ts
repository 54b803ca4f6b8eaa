"use client";

import { useSyncExternalStore } from "react";
import { usePreferences } from "@/components/theme/preferences";

const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time in ms, ticking every 10 s for all readers at once; during hydration the server's own. */
export function useNow(): number {
  const preferences = usePreferences();
  return useSyncExternalStore(
    subscribe,
    () => now || preferences.now,
    () => preferences.now,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now ||= Date.now();
  timer ??= setInterval(tick, 10_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  listeners.forEach((listener) => listener());
}
