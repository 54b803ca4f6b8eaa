"use client";

import { createContext, useContext, type ReactNode } from "react";

export interface Preferences {
  /** IANA zone in which times are shown. */
  timeZone: string;
  /** The server's clock when the page was rendered, in ms, so that first paint and hydration agree. */
  now: number;
}

const PreferencesContext = createContext<Preferences>({ timeZone: "UTC", now: 0 });

/** Given once by the root (UTC) and again by the signed-in layout (the person's zone). */
export function PreferencesProvider({ value, children }: { value: Partial<Preferences>; children: ReactNode }) {
  const outer = useContext(PreferencesContext);
  return <PreferencesContext value={{ ...outer, ...value }}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  return useContext(PreferencesContext);
}
