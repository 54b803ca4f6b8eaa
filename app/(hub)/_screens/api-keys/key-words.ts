import type { StatusTone } from "@/components/kit/status-badge";
import type { ApiKeyRow, ApiKeyState, ApiKeyUser } from "@/lib/api-keys/schema";

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

export const userWord: Record<ApiKeyUser, string> = {
  listener: "External listener",
  package: "Data package",
  lookup: "Record lookup",
};

/** "It is used by “CRM”, “Jira”, “App”." */
export function usedByText({ usedBy }: Pick<ApiKeyRow, "usedBy">): string {
  if (usedBy.length === 0) return "It is used by nothing.";
  const names = usedBy.slice(0, 10).map(({ name }) => `“${name}”`);
  const more = usedBy.length > 10 ? ` and ${usedBy.length - 10} more` : "";
  return `It is used by ${names.join(", ")}${more}.`;
}
