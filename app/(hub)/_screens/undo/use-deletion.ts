"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { offerUndo } from "@/components/kit/offer-undo";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Result } from "@/lib/errors/result";
import type { UndoInput } from "@/lib/restore/schema";
import { undoDeletion } from "./actions";

interface Deleted extends UndoInput {
  scope: ScopeRef;
  /** "Report": what the messages call it. */
  what: string;
  /** What is said once it is back: "Report is back". */
  back?: string;
  onDeleted: () => void;
}

/** Deletes something; the message offers to take that back, which works wherever the person has gone meanwhile. */
export function useDeletion(
  remove: () => Promise<Result<void>>,
  { scope, kind, id, what, back = `${what} is back`, onDeleted }: Deleted,
) {
  const router = useRouter();
  const undo = useAction(() => undoDeletion(scope, { kind, id }), { success: back, onSuccess: () => router.refresh() });
  return useAction(remove, {
    onSuccess: () => {
      offerUndo(`${what} deleted`, () => void undo.run(undefined));
      onDeleted();
    },
  });
}
