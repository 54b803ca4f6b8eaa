"use client";

import { Button } from "@mantine/core";
import { useHydrated } from "@/components/form/use-hydrated";
import { useRunNow } from "./use-run-now";

export function RunNowButton({
  scope,
  schedule,
  runsBase,
}: {
  scope: Parameters<typeof useRunNow>[0];
  schedule: Parameters<typeof useRunNow>[1];
  runsBase: string;
}) {
  const { run, pending } = useRunNow(scope, schedule, runsBase);
  const isHydrated = useHydrated();
  return (
    <Button variant="default" loading={pending} disabled={!isHydrated} onClick={() => void run()}>
      Run now
    </Button>
  );
}
