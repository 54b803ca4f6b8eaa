"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import { markSeen } from "./actions";

/** What stands there counts as seen: from now on only what changes after it. */
export function MarkSeen({ scope }: { scope: ScopeRef }) {
  const router = useRouter();
  const mark = useAction(() => markSeen(scope, {}), { success: "Marked as seen", onSuccess: () => router.refresh() });
  return (
    <Button variant="default" size="compact-sm" loading={mark.pending} onClick={() => void mark.run(undefined)}>
      Mark as seen
    </Button>
  );
}
