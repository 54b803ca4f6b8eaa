import type { Change } from "./changes";
import type { ItemKind } from "./items";
import type { MissingSecret } from "./target";

/** What becomes of one thing of a configuration. */
export interface CheckedItem {
  id: string;
  kind: ItemKind;
  label: string;
  state: "new" | "changed" | "same" | "cannot";
  /** Whether it was chosen, and there was something to do. */
  taken: boolean;
  /** Of a changed one. */
  changes: Change[];
  /** Why it cannot be taken, with the way out. */
  reason?: string;
  notes: string[];
}

export interface Checked {
  items: CheckedItem[];
  /** To be typed afterwards. */
  missing: MissingSecret[];
  /** Equal as long as a dry run would say the same. */
  fingerprint: string;
}
