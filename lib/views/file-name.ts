import { Temporal } from "temporal-polyfill";
import type { Scope } from "@/lib/auth/actor";

/** `aurora-weekly-report-2026-11-23-14.05.pdf`, by the clock of its place. No more than 120 characters, which no file system refuses. */
export function exportFileName(scope: Scope, name: string, ending: string, at = new Date()): string {
  const then = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(scope.timeZone);
  const [day, time] = [then.toPlainDate().toString(), then.toPlainTime().toString({ smallestUnit: "minute" })];
  const end = `${day}-${time.replace(":", ".")}.${ending}`;
  const place = scope.kind === "project" ? scope.key : "community";
  return [place, inFileName(name, most - place.length - end.length - 2), end].filter(Boolean).join("-");
}

/** The same name, or the next that none of the others has: `…-14.05-2.pdf`. */
export function unlikeFileName(name: string, others: readonly string[]): string {
  if (!others.includes(name)) return name;
  const [, stem = name, end = ""] = /^(.*)(\.[a-z]+)$/s.exec(name) ?? [];
  for (let n = 2; ; n++) if (!others.includes(`${stem}-${n}${end}`)) return `${stem}-${n}${end}`;
}

/** With room for the number that keeps two of a minute apart. */
const most = 116;
/** UTF-8 bytes: with all the rest fewer than the 255 that file systems take. */
const mostBytes = 180;

/** Letters and digits of any script; everything else, paths and line ends among it, becomes a hyphen. */
function inFileName(name: string, length: number): string {
  const hyphened = name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  let short = "";
  for (const { segment } of graphemes.segment(hyphened)) {
    if ((short + segment).length > length || Buffer.byteLength(short + segment) > mostBytes) break;
    short += segment;
  }
  return short.replace(/^-+|-+$/g, "");
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
