import { accessSync, constants, statfsSync } from "node:fs";
import os from "node:os";

/** Bytes: several databases at once, each with a log that it may let grow to a gigabyte. */
const enough = 6 * 2 ** 30;
const inMemory = "/dev/shm";

/**
 * Where tests keep what need not outlive them. A new database is a thousand small files, which memory takes in a tenth of the
 * time that a disk needs; without enough of it, the folder for temporary files.
 */
export function passingFolder(): string {
  try {
    accessSync(inMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= enough ? inMemory : os.tmpdir();
  } catch {
    // No such folder: not Linux, or a container without it.
    return os.tmpdir();
  }
}
