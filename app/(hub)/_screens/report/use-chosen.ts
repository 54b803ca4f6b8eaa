"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { condition, noFilter, type Condition } from "@/lib/conditions/schema";

/** What the viewer chose in the report's controls. It stands in the address, so that a link shows the same. */
export function useChosen(): [chosen: Condition, choose: (next: Condition) => void] {
  const text = useSearchParams().get("where");
  const chosen = useMemo(() => (text === null ? noFilter : read(text)), [text]);
  return [chosen, choose];
}

function choose(next: Condition): void {
  const { pathname, hash } = window.location;
  const query = next.conditions.length > 0 ? `?${new URLSearchParams({ where: JSON.stringify(next) })}` : "";
  window.history.pushState(null, "", pathname + query + hash);
}

/** What cannot be read narrows nothing. */
function read(text: string): Condition {
  try {
    return condition.catch(noFilter).parse(JSON.parse(text));
  } catch {
    return noFilter;
  }
}
