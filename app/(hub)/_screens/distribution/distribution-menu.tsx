"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { IconDots, IconPencil, IconPower, IconTrash } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { DistributionRow } from "@/lib/distributions/queries";
import { switchDistribution } from "./actions";
import { useDeleteDistribution } from "./use-delete-distribution";

interface DistributionMenuProps {
  scope: ScopeRef;
  base: string;
  distribution: Pick<DistributionRow, "id" | "name" | "state" | "nextAt" | "isArchived" | "mayChange">;
}

/** What one can do with a distribution of the list. */
export function DistributionMenu({ scope, base, distribution }: DistributionMenuProps) {
  const { id, name, state, nextAt, isArchived, mayChange } = distribution;
  const router = useRouter();
  const isOn = state === "on";
  const onSuccess = () => router.refresh();
  const turn = useAction(() => switchDistribution(scope, { id, on: !isOn }), {
    success: isOn ? "Distribution paused" : "Distribution goes on",
    onSuccess,
  });
  const deletion = useDeleteDistribution(scope, { id, name }, onSuccess);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`} loading={turn.pending || deletion.pending}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`${base}/${id}?show=settings`} leftSection={<IconPencil size={15} />}>
          {mayChange ? "Modify" : "View"}
        </Menu.Item>
        {mayChange && (
          <>
            {nextAt !== null && (isOn || !isArchived) && (
              <>
                <Menu.Item leftSection={<IconPower size={15} />} onClick={() => void turn.run(undefined)}>
                  {isOn ? "Pause" : "Go on"}
                </Menu.Item>
                <Menu.Divider />
              </>
            )}
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={deletion.ask}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
