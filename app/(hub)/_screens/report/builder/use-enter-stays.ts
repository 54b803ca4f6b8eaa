"use client";

import { useEffect, useRef } from "react";

/** Within this element Enter in a field chooses or adds; it does not submit the form around. */
export function useEnterStays<E extends HTMLElement>() {
  const root = useRef<E>(null);
  useEffect(() => {
    const element = root.current;
    const stay = (event: KeyboardEvent) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
    };
    element?.addEventListener("keydown", stay);
    return () => element?.removeEventListener("keydown", stay);
  }, []);
  return root;
}
