import { Temporal } from "temporal-polyfill";
import type { Scope } from "@/lib/auth/actor";

/** `aurora-weekly-report-2026-11-23.pdf`: the same thing on the same day, in the zone of its place, has the same name. */
export function exportFileName(scope: Scope, name: string, ending: string, at = new Date()): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(scope.timeZone).toPlainDate();
  const place = scope.kind === "project" ? scope.key : "community";
  return [place, inFileName(name), `${day.toString()}.${ending}`].filter(Boolean).join("-");
}

/** Letters and digits of any script; everything else, paths and line ends among it, becomes a hyphen. */
function inFileName(name: string): string {
  const hyphened = name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  return Array.from(hyphened)
    .slice(0, 80)
    .join("")
    .replace(/^-+|-+$/g, "");
}
