"use client";

import { useEffect, useRef } from "react";
import { findShortcut, isPrefix } from "./shortcut-store";
import { useSingleKeys } from "./single-keys";

/** Stands once in the shell and hands each key to the shortcut that asked for it. */
export function ShortcutListener() {
  const [singleKeys] = useSingleKeys();
  const pending = useRef<{ keys: string; at: number } | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event);
      const isSingle = !name.startsWith("mod+");
      if (isSingle && (!singleKeys || isTyping(event.target))) return;
      const before = pending.current && event.timeStamp - pending.current.at < 1200 ? `${pending.current.keys} ` : "";
      const keys = before + name;
      pending.current = isPrefix(keys) ? { keys, at: event.timeStamp } : null;
      const shortcut = findShortcut(keys) ?? findShortcut(name);
      if (!shortcut?.run || event.defaultPrevented) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [singleKeys]);
  return null;
}

function keyName(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  const key = event.key.toLowerCase();
  const shift = event.shiftKey && /^[a-z]$/.test(key) ? "shift+" : "";
  return `${mod}${event.altKey ? "alt+" : ""}${shift}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || target.matches("textarea, select, [role=listbox], [role=menu] *");
}
