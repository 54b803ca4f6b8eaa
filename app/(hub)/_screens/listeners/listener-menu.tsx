"use client";

import { Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { RowMenu } from "@/app/(hub)/_screens/automation/row-menu";
import { useAction } from "@/components/form/use-action";
import { IconListDetails } from "@/components/icons/icons";
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
    <RowMenu
      name={name}
      href={`${base}/${id}`}
      enabled={enabled}
      mayWrite={mayWrite}
      pending={turn.pending || remove.pending}
      onSwitch={() => turn.run(undefined)}
      onDelete={async () => (await confirmDelete(listener)) && remove.run(undefined)}
    >
      <Menu.Item component={Link} href={`${base}/${id}#calls`} leftSection={<IconListDetails size={15} />}>
        Calls
      </Menu.Item>
    </RowMenu>
  );
}
