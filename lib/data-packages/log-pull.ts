import "server-only";
import { db } from "@/lib/db/client";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { storableText } from "@/lib/json/sanitise";
import type { Way } from "@/lib/listeners/credentials";
import { askedWords } from "./question";
import type { PullRequest } from "./reply";

export interface PullEntry {
  packageId: string;
  way: Way | null;
  at: Date;
  status: number;
  message?: string;
  rows: number | null;
  bytes: number;
  ms: number;
  subject?: { id: string; label: string };
}

/** Writes down who pulled what. The caller has its answer all the same when that fails. */
export async function logPull(request: PullRequest, { way, subject, ...entry }: PullEntry): Promise<void> {
  const short = (text: string) => storableText(text).slice(0, 300).toWellFormed();
  const given = request.kind === "lookup" ? request.value : askedWords(request.query);
  await db.dataPackagePull
    .create({
      data: {
        ...entry,
        message: entry.message ?? null,
        auth: way,
        ip: request.ip,
        agent: short(request.headers["user-agent"] ?? ""),
        // Whoever asks for the head only gets neither.
        format: request.method === "HEAD" ? "head" : request.format,
        given: given === null ? null : short(given),
        subjectId: subject?.id ?? null,
        subjectLabel: subject?.label ?? null,
      },
      select: { id: true },
    })
    .catch(reportTrouble("log of a pull"));
}
