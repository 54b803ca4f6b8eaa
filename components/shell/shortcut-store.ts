export interface Shortcut {
  /** "x", "shift+x", "mod+k", or one after the other: "g u". */
  keys: string;
  label: string;
  group: string;
  /** Left out by what takes its keys itself, while it has the keyboard. */
  run?: () => void;
}

const registered = new Set<Shortcut>();
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];

/** The one registered last wins, so that a drawer takes J and K from the list beneath it. */
export function registerShortcut(shortcut: Shortcut): () => void {
  registered.add(shortcut);
  publish();
  return () => {
    registered.delete(shortcut);
    publish();
  };
}

export function listShortcuts(): readonly Shortcut[] {
  return snapshot;
}

export function subscribeShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function findShortcut(keys: string): Shortcut | undefined {
  return snapshot.findLast((shortcut) => shortcut.run && shortcut.keys === keys);
}

/** True when `keys` begins a sequence: "g" of "g u". */
export function isPrefix(keys: string): boolean {
  return snapshot.some((shortcut) => shortcut.keys.startsWith(`${keys} `));
}

function publish() {
  snapshot = [...registered];
  listeners.forEach((listener) => listener());
}
