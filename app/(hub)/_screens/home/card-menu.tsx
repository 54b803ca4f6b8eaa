"use client";

import { ActionIcon, Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { IconArrowDown, IconArrowUp, IconDots, IconX } from "@/components/icons/icons";

interface CardMenuProps {
  /** Of the card. */
  name: string;
  className?: string;
  at: { index: number; last: number };
  isBusy: boolean;
  onMove: (to: number) => void;
  /** What takes it off the page. */
  removal: { label: string; onRemove: () => void };
  /** What else can be done with it. */
  children?: ReactNode;
}

/** What can be done with a card of a home page. */
export function CardMenu({ name, className, at: { index, last }, isBusy, onMove, removal, children }: CardMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon className={className} aria-label={`Actions for ${name}`} loading={isBusy}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {children}
        {index > 0 && (
          <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={() => onMove(index - 1)}>
            Move forward
          </Menu.Item>
        )}
        {index < last && (
          <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={() => onMove(index + 1)}>
            Move back
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconX size={15} />} onClick={removal.onRemove}>
          {removal.label}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
