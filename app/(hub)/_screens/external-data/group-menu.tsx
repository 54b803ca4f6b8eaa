"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { Link } from "@/components/kit/link";
import type { ScopeRef } from "@/lib/auth/authorize";
import { deleteGroup, reorderGroups } from "./actions";
import type { ListedGroup } from "./groups-table";

interface GroupMenuProps {
  group: ListedGroup;
  /** All of the same target, in their order. */
  rows: readonly ListedGroup[];
  base: string;
  scope: ScopeRef;
  mayWrite: boolean;
}

export function GroupMenu({ group, rows, base, scope, mayWrite }: GroupMenuProps) {
  const router = useRouter();
  const refresh = () => router.refresh();
  const reorder = useAction((ids: string[]) => reorderGroups(scope, { ids }), { onSuccess: refresh });
  const remove = useAction(() => deleteGroup(scope, { id: group.id }), {
    success: "Data group deleted",
    onSuccess: refresh,
  });
  const mayChange = mayWrite && group.editable;
  const own = rows.filter(({ editable }) => editable).map(({ id }) => id);
  const index = own.indexOf(group.id);
  const move = (by: -1 | 1) => void reorder.run(own.toSpliced(index, 1).toSpliced(index + by, 0, group.id));
  const askAndRemove = async () => {
    const isSure = await confirm({
      title: `Delete ${group.label}?`,
      message: `Its values of ${group.records} records and their history are gone for good. What uses the group has to be changed first.`,
      confirm: "Delete data group",
      danger: true,
      typeToConfirm: group.key,
    });
    if (isSure) await remove.run(undefined);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${group.label}`} loading={reorder.pending || remove.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${base}/${group.id}`} leftSection={<IconPencil size={15} />}>
          {mayChange ? "Modify" : "View"}
        </Menu.Item>
        {mayChange && (
          <>
            <Menu.Item leftSection={<IconArrowUp size={15} />} disabled={index <= 0} onClick={() => move(-1)}>
              Move up
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={15} />}
              disabled={index === own.length - 1}
              onClick={() => move(1)}
            >
              Move down
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => void askAndRemove()}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
