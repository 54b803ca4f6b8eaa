/** Prints one result: the value with `--json`, else the words. */
export type Print = (value: unknown, words: string) => void;

export interface Tools {
  /** Opens the database and brings it up to date. */
  ready: () => Promise<void>;
  print: Print;
}
