import type { StatusTone } from "@/components/kit/status-badge";
import type { ApiKeyRow, ApiKeyState } from "@/lib/api-keys/schema";

export const stateTone: Record<ApiKeyState, StatusTone> = {
  usable: "ok",
  off: "off",
  expired: "warning",
  revoked: "failed",
};

/** A key as far as it may be shown: `fp_AbCdEfGh_…wxyz`. */
export function keyText({ secrets }: Pick<ApiKeyRow, "secrets">): string {
  const newest = secrets[0];
  return newest ? `fp_${newest.publicId}_…${newest.last4}` : "none";
}

/** "used by 3 listeners: “CRM”, “Jira”, “App”". */
export function usedByText({ usedBy }: Pick<ApiKeyRow, "usedBy">): string {
  if (usedBy.length === 0) return "It is used by no listener.";
  const names = usedBy.slice(0, 10).map(({ name }) => `“${name}”`);
  const more = usedBy.length > 10 ? ` and ${usedBy.length - 10} more` : "";
  return `It is used by ${usedBy.length === 1 ? "1 listener" : `${usedBy.length} listeners`}: ${names.join(", ")}${more}.`;
}
