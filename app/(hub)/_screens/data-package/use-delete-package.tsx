"use client";

import { Text } from "@mantine/core";
import { useDeletion } from "@/app/(hub)/_screens/undo/use-deletion";
import { confirm } from "@/components/kit/confirm";
import { RelativeTime } from "@/components/kit/relative-time";
import type { ScopeRef } from "@/lib/auth/authorize";
import { packageKindLabel, type PackageRow } from "@/lib/data-packages/schema";
import { deletePackage } from "./actions";

/** Asks first, and offers to take it back. */
export function useDeletePackage(
  scope: ScopeRef,
  { id, kind }: Pick<PackageRow, "id" | "kind">,
  onDeleted: () => void,
) {
  const { run, pending } = useDeletion(() => deletePackage(scope, { id }), {
    scope,
    kind: "data package",
    id,
    what: packageKindLabel[kind],
    onDeleted,
  });
  return { pending, ask: async (row: PackageRow) => (await askToDelete(row)) && (await run(undefined)) };
}

/** Before an address stops answering, says who that concerns. */
function askToDelete({ name, key, lastPull }: PackageRow): Promise<boolean> {
  return confirm({
    title: `Delete ${name}?`,
    message: (
      <>
        <Text fz="sm">
          Every system that asks for it gets the answer 401 from then on.{" "}
          {lastPull ? (
            <>
              It was last pulled <RelativeTime at={lastPull.at} />.
            </>
          ) : (
            "It was never pulled."
          )}
        </Text>
        <Text mt="xs">
          The report stays. The log of who pulled it goes with it; the audit log can bring the rest back.
        </Text>
      </>
    ),
    confirm: "Delete",
    danger: true,
    typeToConfirm: key,
  });
}
