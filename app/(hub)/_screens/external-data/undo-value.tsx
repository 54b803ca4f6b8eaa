"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import { undoChange } from "./actions";

interface UndoValueProps {
  scope: ScopeRef;
  changeId: string;
  /** What the record is called. */
  of: string;
}

/** Gives the record its old value back. What it does can be undone in the same way, so nothing is asked. */
export function UndoValue({ scope, changeId, of }: UndoValueProps) {
  const router = useRouter();
  const undo = useAction(() => undoChange(scope, { changeId }), {
    success: "The old value is back",
    onSuccess: () => router.refresh(),
  });
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={undo.pending}
      aria-label={`Undo the value of ${of}`}
      onClick={() => void undo.run(undefined)}
    >
      Undo
    </Button>
  );
}
