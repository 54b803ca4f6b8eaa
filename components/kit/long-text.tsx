"use client";

import { Spoiler } from "@mantine/core";

/** Words that people wrote, however many: four lines of them, and the others when they are asked for. */
export function LongText({ children }: { children: string }) {
  return (
    <Spoiler maxHeight={84} showLabel="Show all" hideLabel="Show less">
      {children}
    </Spoiler>
  );
}
