"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { IconCopy, IconDots, IconListDetails, IconPencil, IconPower, IconTrash } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { useAction } from "@/components/form/use-action";
import { Link } from "@/components/kit/link";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { MacroRow } from "@/lib/macros/queries";
import { cloneMacro, deleteMacro, setMacroEnabled } from "./actions";

interface MacroMenuProps {
  macro: MacroRow;
  base: string;
  scope: ScopeRef;
  mayWrite: boolean;
}

/** Everything one can do with a macro of the list. */
export function MacroMenu({ macro, base, scope, mayWrite }: MacroMenuProps) {
  const { id, name, key, enabled } = macro;
  const router = useRouter();
  const done = (message: string) => () => {
    notifications.show({ color: "green", message });
    router.refresh();
  };
  const toggle = useAction(() => setMacroEnabled(scope, { id, enabled: !enabled }), {
    onSuccess: done(enabled ? "Macro switched off" : "Macro switched on"),
  });
  const clone = useAction(() => cloneMacro(scope, { id }), {
    success: "Macro cloned. The copy is switched off.",
    onSuccess: (copy) => router.push(`${base}/${copy.id}`),
  });
  const remove = useAction(() => deleteMacro(scope, { id }), { onSuccess: done("Macro deleted") });
  const askAndRemove = async () => {
    const isSure = await confirm({
      title: `Delete ${name}?`,
      message: "Its runs go with it. What it sent stays in the log.",
      confirm: "Delete macro",
      danger: true,
      typeToConfirm: key,
    });
    if (isSure) await remove.run(undefined);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={toggle.pending || clone.pending || remove.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${base}/${id}/log`} leftSection={<IconListDetails size={15} />}>
          Macro webhook log
        </Menu.Item>
        <Menu.Item component={Link} href={`${base}/${id}`} leftSection={<IconPencil size={15} />}>
          {mayWrite ? "Modify" : "View"}
        </Menu.Item>
        {mayWrite && (
          <>
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void clone.run(undefined)}>
              Clone
            </Menu.Item>
            <Menu.Item leftSection={<IconPower size={15} />} onClick={() => void toggle.run(undefined)}>
              {enabled ? "Switch off" : "Switch on"}
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
