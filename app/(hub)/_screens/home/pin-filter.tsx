"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { useAction } from "@/components/form/use-action";
import { IconPin } from "@/components/icons/icons";
import type { ScopeRef } from "@/lib/auth/authorize";
import { addCountCard } from "./actions";

/** Beside the filter of a list: puts it on the person's own home page, with how many it finds. */
export function PinFilter({ scope, filterId }: { scope: ScopeRef; filterId: string }) {
  const add = useAction(() => addCountCard(scope, { id: filterId }), { success: "Its count is on your home page" });
  return (
    <Tooltip label="Count on your home page">
      <ActionIcon
        variant="default"
        size={32}
        aria-label="Count on your home page"
        loading={add.pending}
        onClick={() => void add.run(undefined)}
      >
        <IconPin size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
