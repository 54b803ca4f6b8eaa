import { useEffect, useRef, type RefCallback } from "react";

/**
 * The ref of an input that password managers fill in: what they did before the page's scripts were there is handed to `change` once the
 * form listens, or the first render would empty the field again.
 */
export function useFilledBefore(
  ref: RefCallback<HTMLInputElement>,
  change: (text: string) => void,
): RefCallback<HTMLInputElement> {
  const isSeen = useRef(false);
  const filled = useRef<string | null>(null);
  useEffect(() => {
    if (filled.current !== null) change(filled.current);
    filled.current = null;
  });
  return (element) => {
    ref(element);
    if (!element || isSeen.current) return;
    isSeen.current = true;
    if (element.value !== element.defaultValue) filled.current = element.value;
  };
}
