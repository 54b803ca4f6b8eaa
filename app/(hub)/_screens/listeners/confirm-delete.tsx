"use client";

import { Text } from "@mantine/core";
import { confirm } from "@/components/kit/confirm";
import { RelativeTime } from "@/components/kit/relative-time";
import type { ListenerRow } from "@/lib/listeners/schema";

/** Asks before a listener goes, and says what stops working with it. */
export function confirmDelete({
  name,
  key,
  lastCall,
}: Pick<ListenerRow, "name" | "key"> & { lastCall: { at: string } | null }): Promise<boolean> {
  return confirm({
    title: `Delete ${name}?`,
    message: (
      <>
        <Text fz="sm">
          Every system that calls its API endpoint URL gets the answer 401 from then on.{" "}
          {lastCall ? (
            <>
              It was last called <RelativeTime at={lastCall.at} />.
            </>
          ) : (
            "It was never called."
          )}
        </Text>
        <Text mt="xs">The data it stored and the log of its calls stay.</Text>
      </>
    ),
    confirm: "Delete listener",
    danger: true,
    typeToConfirm: key,
  });
}
