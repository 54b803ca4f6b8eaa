"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** Between two signs of one window, in ms. The server writes down fewer. */
const often = 4 * 60_000;
const told = new Map<string | null, number>();

/**
 * Tells, on every page, that a person is here, for "since your last visit" on the home page. The browser tells, because only it knows: a
 * page is also made when a link to it is about to be followed.
 */
export function NoteVisit({ project }: { project: string | null }) {
  const pathname = usePathname();
  useEffect(() => {
    if (Date.now() - (told.get(project) ?? 0) < often) return;
    told.set(project, Date.now());
    const query = project === null ? "" : `?${new URLSearchParams({ project }).toString()}`;
    // Nobody waits for it; without it more counts as new.
    fetch(`/api/home/visits${query}`, { method: "POST", keepalive: true }).catch(() => null);
  }, [project, pathname]);
  return null;
}
