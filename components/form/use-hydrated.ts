import { useSyncExternalStore } from "react";

/**
 * False while the page that the server wrote waits for its scripts. What is typed by then is overwritten when they take over, so text
 * fields take no typing before.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(never, isHere, isNotYet);
}

const never = () => () => undefined;
const isHere = () => true;
const isNotYet = () => false;
