/** A file that is being written: the one beginning of it that may write. */
export interface Beginning {
  id: string;
  attempt: number;
}

/** What whoever writes a file is told, and tells. */
export interface Making {
  /** Aborted when nobody wants the file any more, or this process ends. */
  signal: AbortSignal;
  /** Rows, or elements of a report, so far and in all; null while that is not known. */
  onProgress: (done: number, total: number | null) => void;
  /** What the file leaves out, in words, with the way to the rest. */
  onNote: (note: string) => void;
}
