"use client";

import { useRouter } from "next/navigation";
import { RowMenu } from "@/app/(hub)/_screens/automation/row-menu";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
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
  const onSuccess = () => router.refresh();
  const toggle = useAction(() => switchTrigger(scope, { id, enabled: !enabled }), {
    success: enabled ? "Trigger switched off" : "Trigger switched on",
    onSuccess,
  });
  const remove = useAction(() => deleteTrigger(scope, { id }), { success: "Trigger deleted", onSuccess });
  return (
    <RowMenu
      name={name}
      href={`${base}/triggers/${id}`}
      enabled={enabled}
      mayWrite={mayWrite}
      pending={toggle.pending || remove.pending}
      onSwitch={() => toggle.run(undefined)}
      onDelete={async () => (await askToDelete(name)) && remove.run(undefined)}
    />
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
