"use client";

import { useEffect } from "react";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { OpenedKind } from "@/lib/home/schema";

interface NoteOpenedProps {
  scope: ScopeRef;
  kind: OpenedKind;
  id: string;
}

/**
 * On a page that the home page lists among what was opened last. The browser tells, because only it knows: a page is also made when a
 * link to it is about to be followed.
 */
export function NoteOpened({ scope, kind, id }: NoteOpenedProps) {
  const project = scope === "community" ? null : scope.project;
  useEffect(() => {
    const query = new URLSearchParams({ kind, id, ...(project !== null && { project }) });
    // Nobody waits for it, and the list only lacks it.
    fetch(`/api/home/opened?${query.toString()}`, { method: "POST", keepalive: true }).catch(() => null);
  }, [project, kind, id]);
  return null;
}
