"use client";

import { useEffect, useRef } from "react";
import type { GroupField } from "@/app/(hub)/_screens/external-data/group-fields";

/** Choosing another group brings its rows; choosing none leaves `blank`. */
export function useGroupRows(
  groupId: string | null,
  groups: readonly { id: string; fields: GroupField[] }[],
  onChange: (fields: GroupField[]) => void,
  blank: GroupField[],
): void {
  const shown = useRef(groupId);
  useEffect(() => {
    if (shown.current === groupId) return;
    shown.current = groupId;
    onChange(groups.find(({ id }) => id === groupId)?.fields ?? blank);
  }, [groupId, groups, onChange, blank]);
}
