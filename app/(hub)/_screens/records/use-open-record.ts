"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useRef } from "react";

export interface OpenRecord {
  /** Its id, or what people call it. Null while the drawer is closed. */
  named: string | null;
  open: (named: string) => void;
  /** The next or the one before, in the place of the one that is open. */
  replace: (named: string) => void;
  close: () => void;
}

/** Which record the drawer shows is part of the list's address: a copied link opens it again, and Back closes it. */
export function useOpenRecord(): OpenRecord {
  const params = useSearchParams();
  const isOurs = useRef(false);
  return useMemo(
    () => ({
      named: params.get("record"),
      open: (named) => {
        isOurs.current = true;
        window.history.pushState(null, "", address(params, named));
      },
      replace: (named) => window.history.replaceState(null, "", address(params, named)),
      close: () => {
        // Back to the list as it was, without leaving the drawer behind in the history.
        if (isOurs.current) window.history.back();
        else window.history.replaceState(null, "", address(params, null));
        isOurs.current = false;
      },
    }),
    [params],
  );
}

function address(params: URLSearchParams, named: string | null): string {
  const next = new URLSearchParams(params);
  if (named === null) next.delete("record");
  else next.set("record", named);
  const query = next.toString();
  return query ? `?${query}` : window.location.pathname;
}
