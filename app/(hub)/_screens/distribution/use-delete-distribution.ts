"use client";

import { useDeletion } from "@/app/(hub)/_screens/undo/use-deletion";
import { confirm } from "@/components/kit/confirm";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { DistributionRow } from "@/lib/distributions/queries";
import { deleteDistribution } from "./actions";

/** Asks first, and offers to take it back. */
export function useDeleteDistribution(
  scope: ScopeRef,
  { id, name }: Pick<DistributionRow, "id" | "name">,
  onDeleted: () => void,
) {
  const { run, pending } = useDeletion(() => deleteDistribution(scope, { id }), {
    scope,
    kind: "distribution",
    id,
    what: "Distribution",
    back: "Distribution is back, paused",
    onDeleted,
  });
  return { pending, ask: async () => (await askToDelete(name)) && (await run(undefined)) };
}

function askToDelete(name: string): Promise<boolean> {
  return confirm({
    title: `Delete ${name}?`,
    message:
      "Nothing more is sent, and links to its files stop working. The log of what it sent is gone with it; the audit log can bring the distribution itself back, paused.",
    confirm: "Delete distribution",
    danger: true,
  });
}
