"use client";

import { useEffect } from "react";

/**
 * Gives the keyboard back to what had it before this was drawn, once it is gone. For a drawer that is only there while it is open: that of
 * Mantine does so by itself only where it stays.
 */
export function useKeyboardBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}
