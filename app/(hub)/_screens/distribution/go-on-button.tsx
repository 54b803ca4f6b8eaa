"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import type { ScopeRef } from "@/lib/auth/authorize";
import { switchDistribution } from "./actions";

/** Pauses a distribution, or sends it on. */
export function GoOnButton({ scope, id, isOn }: { scope: ScopeRef; id: string; isOn: boolean }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const turn = useAction(() => switchDistribution(scope, { id, on: !isOn }), {
    success: isOn ? "Distribution paused" : "Distribution goes on",
    onSuccess: () => router.refresh(),
  });
  return (
    <Button variant="default" loading={turn.pending} disabled={!isHydrated} onClick={() => void turn.run(undefined)}>
      {isOn ? "Pause" : "Go on"}
    </Button>
  );
}
