"use client";

import { NativeSelect } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { SettableStatus } from "@/lib/feedback/workflow";
import { changeTicket } from "./actions";

interface StatusSelectProps {
  scope: ScopeRef;
  feedbackId: string;
  statusKey: string;
  statuses: SettableStatus[];
}

/** Moves a ticket on; the change is saved at once and stands in the timeline. */
export function StatusSelect({ scope, feedbackId, statusKey, statuses }: StatusSelectProps) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const save = useAction((next: string) => changeTicket(scope, { feedbackId, change: { statusKey: next } }), {
    success: "Status changed",
    onSuccess: () => router.refresh(),
  });
  return (
    <NativeSelect
      aria-label="Status"
      w={180}
      value={statusKey}
      data={statuses.map(({ key, name, whyNot }) => ({ value: key, label: name, disabled: whyNot !== null }))}
      title={statuses.flatMap(({ whyNot }) => whyNot ?? []).join("\n") || undefined}
      onChange={(event) => void save.run(event.currentTarget.value)}
      // What is chosen before the page's scripts are there would be lost.
      disabled={save.pending || !isHydrated}
    />
  );
}
