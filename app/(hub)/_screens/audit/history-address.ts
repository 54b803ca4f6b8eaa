import type { AuditKind } from "@/lib/audit/schema";
import type { ScopeRef } from "@/lib/auth/authorize";

/** The audit log, narrowed to one thing. */
export function historyAddress(scope: ScopeRef, kind: AuditKind, id: string): string {
  const base = scope === "community" ? "/community/audit" : `/projects/${scope.project}/audit`;
  return `${base}?${new URLSearchParams({ kind, object: id })}`;
}
