"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { DistributionRow } from "@/lib/distributions/queries";
import { keepSending, switchDistribution } from "./actions";

interface GoOnProps extends Pick<DistributionRow, "id" | "state" | "nextAt" | "isArchived"> {
  scope: ScopeRef;
}

/** Pauses a distribution, or sends it on, unless its report is in the archive. One that is over offers neither: its settings give it another start or end. */
export function GoOnButton({ scope, id, state, nextAt, isArchived }: GoOnProps) {
  const isOn = state === "on";
  const router = useRouter();
  const isHydrated = useHydrated();
  const turn = useAction(() => switchDistribution(scope, { id, on: !isOn }), {
    success: isOn ? "Distribution paused" : "Distribution goes on",
    onSuccess: () => router.refresh(),
  });
  if (nextAt === null || (!isOn && isArchived)) return null;
  return (
    <Button variant="default" loading={turn.pending} disabled={!isHydrated} onClick={() => void turn.run(undefined)}>
      {isOn ? "Pause" : "Go on"}
    </Button>
  );
}

interface KeepSendingProps {
  scope: ScopeRef;
  id: string;
  /** Where the form is not, which has a primary button of its own. */
  isMain: boolean;
}

/** For a distribution that will stop because nobody reads it: it goes on. */
export function KeepSendingButton({ scope, id, isMain }: KeepSendingProps) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const keep = useAction(() => keepSending(scope, { id }), {
    success: "It is sent on",
    onSuccess: () => router.refresh(),
  });
  return (
    <Button
      display="block"
      mt="sm"
      variant={isMain ? "filled" : "default"}
      loading={keep.pending}
      disabled={!isHydrated}
      onClick={() => void keep.run(undefined)}
    >
      Keep sending
    </Button>
  );
}
