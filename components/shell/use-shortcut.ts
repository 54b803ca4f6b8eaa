"use client";

import { useEffect, useRef } from "react";
import { registerShortcut } from "./shortcut-store";

interface ShortcutOptions {
  /** Heading in the keyboard map. */
  group?: string;
  enabled?: boolean;
}

/**
 * Gives a key its work while the component is on screen, and a line in the keyboard map ("?").
 * Keys: "x", "shift+x", "mod+enter" (Ctrl or ⌘), "g u". Single letters rest while typing and can be switched off.
 */
export function useShortcut(keys: string, label: string, run: () => void, options: ShortcutOptions = {}): void {
  const { group = "This page", enabled = true } = options;
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    return registerShortcut({ keys, label, group, run: () => latest.current() });
  }, [keys, label, group, enabled]);
}

/** A line in the keyboard map for keys that the component takes itself while it has the keyboard: "enter", or "arrows" for all four. */
export function useListedKey(keys: string, label: string, group: string): void {
  useEffect(() => registerShortcut({ keys, label, group }), [keys, label, group]);
}
