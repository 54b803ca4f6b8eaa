"use client";

import { Text } from "@mantine/core";
import { confirm } from "@/components/kit/confirm";
import { RelativeTime } from "@/components/kit/relative-time";
import type { PackageRow } from "@/lib/data-packages/schema";

/** Asks before an address stops answering, and says who that concerns. */
export function confirmDelete({
  name,
  key,
  lastPull,
}: Pick<PackageRow, "name" | "key" | "lastPull">): Promise<boolean> {
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
