import type { ScopeRef } from "@/lib/auth/authorize";

/** Where a log stands, and the addresses it leads to. Browser-safe. */
export interface LogPlace {
  scope: ScopeRef;
  /** `/projects/<key>` or `/community`. */
  root: string;
}

export function logPlaceOf(project: string | null): LogPlace {
  return project === null
    ? { scope: "community", root: "/community" }
    : { scope: { project }, root: `/projects/${project}` };
}

interface Logged {
  target: "user" | "feedback";
  typeKey: string | null;
  macroId: string;
  subjectId: string;
  subjectLabel: string;
}

export function deliveryHref({ root }: LogPlace, id: string): string {
  return `${root}/logs/deliveries/${id}`;
}

/** The user or the ticket; null when its feedback type is gone. */
export function recordHref({ root }: LogPlace, { target, typeKey, subjectId, subjectLabel }: Logged): string | null {
  if (target === "user") return `${root}/users/${subjectId}`;
  return typeKey && `${root}/feedback/${typeKey}/${subjectLabel}`;
}

/** The macro's editor; null when its feedback type is gone. */
export function macroHref({ root }: LogPlace, { target, typeKey, macroId }: Logged): string | null {
  if (target === "user") return `${root}/users/resources/${macroId}`;
  return typeKey && `${root}/configuration/feedback-types/${typeKey}/resources/${macroId}`;
}
