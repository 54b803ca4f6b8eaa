"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { Condition } from "@/lib/conditions/schema";
import { chosenQuery, readChosen } from "./chosen-address";

/** What the viewer chose in the report's controls. It stands in the address, so that a link shows the same. */
export function useChosen(): [chosen: Condition, choose: (next: Condition) => void] {
  const text = useSearchParams().get("where");
  const chosen = useMemo(() => readChosen(text), [text]);
  return [chosen, choose];
}

function choose(next: Condition): void {
  const { pathname, hash } = window.location;
  window.history.pushState(null, "", pathname + chosenQuery(next) + hash);
}
