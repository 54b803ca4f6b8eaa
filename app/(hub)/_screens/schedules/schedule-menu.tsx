"use client";

import { Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { RowMenu } from "@/app/(hub)/_screens/automation/row-menu";
import { useAction } from "@/components/form/use-action";
import { IconPlayerPlay } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ScheduleRow } from "@/lib/automation/schedule-queries";
import { deleteSchedule, switchSchedule } from "./actions";
import { useRunNow } from "./use-run-now";

interface ScheduleMenuProps {
  schedule: ScheduleRow;
  base: string;
  scope: ScopeRef;
  runsBase: string;
  mayWrite: boolean;
}

export function ScheduleMenu({ schedule, base, scope, runsBase, mayWrite }: ScheduleMenuProps) {
  const { id, name, enabled } = schedule;
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const toggle = useAction(() => switchSchedule(scope, { id, enabled: !enabled }), {
    success: enabled ? "Schedule switched off" : "Schedule switched on",
    onSuccess,
  });
  const remove = useAction(() => deleteSchedule(scope, { id }), { success: "Schedule deleted", onSuccess });
  const runNow = useRunNow(scope, schedule, runsBase);
  return (
    <RowMenu
      name={name}
      href={`${base}/schedules/${id}`}
      enabled={enabled}
      mayWrite={mayWrite}
      pending={toggle.pending || remove.pending || runNow.pending}
      onSwitch={() => toggle.run(undefined)}
      onDelete={async () => (await askToDelete(name)) && remove.run(undefined)}
    >
      {mayWrite && (
        <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={() => void runNow.run()}>
          Run now
        </Menu.Item>
      )}
    </RowMenu>
  );
}

export function askToDelete(name: string): Promise<boolean> {
  return confirm({
    title: `Delete ${name}?`,
    message: "Its macro stays, and so does everything it ran. What became of its due times is gone.",
    confirm: "Delete schedule",
    danger: true,
  });
}
