"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconCopy, IconDots, IconPencil, IconTrash } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { Link } from "@/components/kit/link";
import type { TemplateRow } from "@/lib/mail-templates/queries";
import { cloneTemplate, deleteTemplate } from "./actions";
import type { TemplatePlace } from "./template-place";

interface TemplateMenuProps {
  template: TemplateRow;
  place: TemplatePlace;
  mayWrite: boolean;
}

/** Everything one can do with a template of the list. */
export function TemplateMenu({ template: { id, name }, place: { scope, base }, mayWrite }: TemplateMenuProps) {
  const router = useRouter();
  const clone = useAction(() => cloneTemplate(scope, { id }), {
    success: "Template cloned",
    onSuccess: (copy) => router.push(`${base}/${copy.id}`),
  });
  const remove = useAction(() => deleteTemplate(scope, { id }), {
    success: "Template deleted",
    onSuccess: () => router.refresh(),
  });
  const askAndRemove = async () => {
    const isSure = await confirm({
      title: `Delete ${name}?`,
      message: "Mails that were written with it stay in the Mailbox.",
      confirm: "Delete template",
      danger: true,
    });
    if (isSure) await remove.run(undefined);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={clone.pending || remove.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${base}/${id}`} leftSection={<IconPencil size={15} />}>
          {mayWrite ? "Modify" : "View"}
        </Menu.Item>
        {mayWrite && (
          <>
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void clone.run(undefined)}>
              Clone
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
