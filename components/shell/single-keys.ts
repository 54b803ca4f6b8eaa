"use client";

import { useLocalStorage } from "@mantine/hooks";

/** Whether single letters are shortcuts (WCAG 2.1.4 wants them to be switchable). Kept in this browser. */
export function useSingleKeys() {
  return useLocalStorage({ key: "fieldpost:single-keys", defaultValue: true });
}
