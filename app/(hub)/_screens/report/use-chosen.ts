"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { Condition } from "@/lib/conditions/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { chosenQuery, readChosen, type ReadChosen } from "./chosen-address";

interface Chosen extends ReadChosen {
  choose: (next: Condition) => void;
}

/** What the viewer chose in the report's controls. It stands in the address, so that a link shows the same. */
export function useChosen(controls: readonly FieldInfo[]): Chosen {
  const text = useSearchParams().get("where");
  const read = useMemo(() => readChosen(text, controls), [text, controls]);
  return { ...read, choose };
}

function choose(next: Condition): void {
  const { pathname, search, hash } = window.location;
  const query = new URLSearchParams(search);
  query.delete("where");
  const others = query.size > 0 ? `?${query}` : "";
  const chosen = chosenQuery(next);
  window.history.pushState(
    null,
    "",
    pathname + (others && chosen ? `${others}&${chosen.slice(1)}` : others + chosen) + hash,
  );
}
