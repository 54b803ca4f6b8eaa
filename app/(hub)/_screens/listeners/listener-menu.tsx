"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconDots, IconListDetails, IconPencil, IconPower, IconTrash } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { ScopeRef } from "@/lib/auth/authorize";
import { deleteListener, switchListener } from "./actions";
import { confirmDelete } from "./confirm-delete";
import type { ListedListener } from "./listeners-table";

interface ListenerMenuProps {
  listener: ListedListener;
  base: string;
  scope: ScopeRef;
  mayWrite: boolean;
}

/** Everything one can do with a listener of the list. */
export function ListenerMenu({ listener, base, scope, mayWrite }: ListenerMenuProps) {
  const { id, name, enabled } = listener;
  const router = useRouter();
  const refresh = () => router.refresh();
  const turn = useAction(() => switchListener(scope, { id, enabled: !enabled }), {
    success: enabled ? "Listener switched off" : "Listener switched on",
    onSuccess: refresh,
  });
  const remove = useAction(() => deleteListener(scope, { id }), { success: "Listener deleted", onSuccess: refresh });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={turn.pending || remove.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${base}/${id}`} leftSection={<IconPencil size={15} />}>
          {mayWrite ? "Modify" : "View"}
        </Menu.Item>
        <Menu.Item component={Link} href={`${base}/${id}#calls`} leftSection={<IconListDetails size={15} />}>
          Calls
        </Menu.Item>
        {mayWrite && (
          <>
            <Menu.Item leftSection={<IconPower size={15} />} onClick={() => void turn.run(undefined)}>
              {enabled ? "Switch off" : "Switch on"}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} />}
              onClick={() => void confirmDelete(listener).then((isSure) => (isSure ? remove.run(undefined) : null))}
            >
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
