import { pool } from "@/lib/db/pool";
import { reportTrouble } from "@/lib/errors/report-trouble";
import type { Beginning, Making } from "./making";

/** Milliseconds. */
const pace = 500;

export interface Watch extends Making {
  progress: { done: number; total: number | null; note: string };
  stop: () => Promise<void>;
}

/** Why a writer stops without a word: its file was cancelled, deleted, or begun again by another. */
export class Unwanted extends Error {}

/** Writes the progress down and looks whether the file is still wanted. Give it the end of the process. */
export function watchFile({ id, attempt }: Beginning, ending?: AbortSignal): Watch {
  const controller = new AbortController();
  const progress: Watch["progress"] = { done: 0, total: null, note: "" };
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const { rowCount } = await pool().query(
      "update export_file set done = $3, total = $4 where id = $1 and attempt = $2 and state = 'running'",
      [id, attempt, progress.done, progress.total],
    );
    if (rowCount === 0) controller.abort(new Unwanted("Nobody wants this file any more."));
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch(reportTrouble("progress of a file"));
  }, pace);
  const end = () => controller.abort(ending?.reason);
  ending?.addEventListener("abort", end);
  return {
    signal: controller.signal,
    progress,
    onProgress: (done, total) => Object.assign(progress, { done, total }),
    onNote: (note) => void (progress.note = [progress.note, note].filter(Boolean).join(" ")),
    stop: async () => {
      clearInterval(timer);
      ending?.removeEventListener("abort", end);
      await looking;
    },
  };
}
