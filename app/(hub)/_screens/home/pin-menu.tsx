"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconArrowDown, IconArrowUp, IconDots, IconX } from "@/components/icons/icons";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { PinnedElement } from "@/lib/reports/pins";
import { movePin, unpinElement } from "./actions";

interface PinMenuProps {
  pin: PinnedElement;
  scope: ScopeRef;
  at: { index: number; last: number };
}

/** Moves an element on the home page, or takes it away. */
export function PinMenu({ pin: { id, name }, scope, at: { index, last } }: PinMenuProps) {
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const move = useAction((to: number) => movePin(scope, { id, to }), { onSuccess });
  const unpin = useAction(() => unpinElement(scope, { id }), { success: "Taken off the home page", onSuccess });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={move.pending || unpin.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {index > 0 && (
          <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={() => void move.run(index - 1)}>
            Move forward
          </Menu.Item>
        )}
        {index < last && (
          <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={() => void move.run(index + 1)}>
            Move back
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconX size={15} />} onClick={() => void unpin.run(undefined)}>
          Unpin
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
