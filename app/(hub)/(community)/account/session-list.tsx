"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import type { SessionRow } from "@/lib/auth/sessions";
import { signOutOthers } from "./actions";

/** Where one is signed in, and the way to end all but this. */
export function SessionList({ sessions }: { sessions: (SessionRow & { isThis: boolean })[] }) {
  const router = useRouter();
  const end = useAction(() => signOutOthers("community", {}), {
    success: (count) => (count === 1 ? "One session was signed out" : `${count} sessions were signed out`),
    onSuccess: () => router.refresh(),
  });
  return (
    <Section
      title="Signed in on"
      flush
      actions={
        sessions.length > 1 && (
          <Button variant="default" size="compact-sm" onClick={() => void end.run(undefined)} loading={end.pending}>
            Sign out all others
          </Button>
        )
      }
    >
      <SimpleTable
        label="Sessions"
        rows={sessions}
        rowId={(row) => row.id}
        columns={[
          { id: "device", header: "Browser", cell: (row) => deviceOf(row.userAgent) },
          { id: "ip", header: "Address", cell: (row) => row.ip || "unknown" },
          {
            id: "seen",
            header: "Last used",
            cell: (row) =>
              row.isThis ? <StatusBadge tone="ok">This session</StatusBadge> : <RelativeTime at={row.seenAt} />,
          },
        ]}
      />
    </Section>
  );
}

function deviceOf(userAgent: string): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent)?.[1] ?? "Browser";
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent)?.[1];
  const name = { Edg: "Edge", OPR: "Opera" }[browser] ?? browser;
  return system ? `${name} on ${system.replace("Mac OS X", "macOS")}` : name;
}
