import { existsSync, readdirSync } from "node:fs";
import os from "node:os";

/** Whether this process does what is done in the background: whoever waits for a page or a call gets a processor first. */
export function isBehind(): boolean {
  return os.getPriority() >= behind;
}

/** Makes this process one of those; an administrator alone could undo it. */
export function goBehind(): void {
  if (isBehind()) return;
  // On Linux each thread has a priority of its own. Those that collect garbage were started before this line, and have much to do while a
  // file is written.
  const threads = existsSync(ownThreads) ? readdirSync(ownThreads).map(Number) : [];
  for (const id of threads) os.setPriority(id, behind);
  os.setPriority(behind);
}

const behind = os.constants.priority.PRIORITY_BELOW_NORMAL;
/** proc(5): named by their ids. */
const ownThreads = "/proc/self/task";
