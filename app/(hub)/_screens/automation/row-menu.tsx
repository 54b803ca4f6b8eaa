"use client";

import { ActionIcon, Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { IconDots, IconPencil, IconPower, IconTrash } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";

interface RowMenuProps {
  name: string;
  href: string;
  enabled: boolean;
  mayWrite: boolean;
  pending: boolean;
  onSwitch: () => unknown;
  /** Asks first. */
  onDelete: () => unknown;
  /** Further items, before those that change it. */
  children?: ReactNode;
}

/** What one can do with a trigger, a schedule or a listener of the list. */
export function RowMenu(props: RowMenuProps) {
  const { name, href, enabled, mayWrite, pending, onSwitch, onDelete, children } = props;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={href} leftSection={<IconPencil size={15} />}>
          {mayWrite ? "Modify" : "View"}
        </Menu.Item>
        {children}
        {mayWrite && (
          <>
            <Menu.Item leftSection={<IconPower size={15} />} onClick={() => void onSwitch()}>
              {enabled ? "Switch off" : "Switch on"}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => void onDelete()}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
