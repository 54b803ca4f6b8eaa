"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconDots, IconPencil, IconPower, IconTrash } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { Link } from "@/components/kit/link";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TriggerRow } from "@/lib/automation/queries";
import { deleteTrigger, switchTrigger } from "./actions";

interface TriggerMenuProps {
  trigger: TriggerRow;
  base: string;
  scope: ScopeRef;
  mayWrite: boolean;
}

export function TriggerMenu({ trigger: { id, name, enabled }, base, scope, mayWrite }: TriggerMenuProps) {
  const router = useRouter();
  const done = (message: string) => () => {
    notifications.show({ color: "green", message });
    router.refresh();
  };
  const toggle = useAction(() => switchTrigger(scope, { id, enabled: !enabled }), {
    onSuccess: done(enabled ? "Trigger switched off" : "Trigger switched on"),
  });
  const remove = useAction(() => deleteTrigger(scope, { id }), { onSuccess: done("Trigger deleted") });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={toggle.pending || remove.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${base}/triggers/${id}`} leftSection={<IconPencil size={15} />}>
          {mayWrite ? "Modify" : "View"}
        </Menu.Item>
        {mayWrite && (
          <>
            <Menu.Item leftSection={<IconPower size={15} />} onClick={() => void toggle.run(undefined)}>
              {enabled ? "Switch off" : "Switch on"}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} />}
              onClick={() => void askToDelete(name).then((isSure) => (isSure ? remove.run(undefined) : null))}
            >
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

export function askToDelete(name: string): Promise<boolean> {
  return confirm({
    title: `Delete ${name}?`,
    message: "Its macro stays, and so does everything it ran.",
    confirm: "Delete trigger",
    danger: true,
  });
}
