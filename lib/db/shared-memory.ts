import { totalmem } from "node:os";

/**
 * How much PostgreSQL of our own keeps in memory, in MB: an eighth of what this machine, or the container, has. That is half of what
 * PostgreSQL's manual advises for a machine of its own. A table that fills more than a quarter of it is read anew for every sum over all its
 * rows.
 */
export function sharedMegabytes(): number {
  const limit = process.constrainedMemory();
  const memory = Math.min(totalmem(), limit > 0 ? limit : Infinity);
  return Math.max(128, Math.min(4096, Math.floor(memory / 8 / 1_048_576)));
}
