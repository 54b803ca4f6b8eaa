"use client";

import { Button, Group } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import type { ScopeRef } from "@/lib/auth/authorize";
import { roleLabel } from "@/lib/auth/permissions";
import type { InvitationRow } from "@/lib/invitations/schema";
import { resendInvitation, withdrawInvitation } from "./actions";

/** Who was invited and has not come yet. */
export function OpenInvitations({ scope, rows }: { scope: ScopeRef; rows: InvitationRow[] }) {
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const resend = useAction((id: string) => resendInvitation(scope, { id }), { success: "Sent a new link", onSuccess });
  const withdraw = useAction((id: string) => withdrawInvitation(scope, { id }), {
    success: "Invitation withdrawn",
    onSuccess,
  });
  const askAndWithdraw = async ({ id, email }: InvitationRow) => {
    const sure = await confirm({
      title: `Withdraw the invitation of ${email}?`,
      message: "The link in the mail does not work any more. You can invite the address again.",
      confirm: "Withdraw",
      danger: true,
    });
    if (sure) await withdraw.run(id);
  };
  return (
    <SimpleTable
      label="Open invitations"
      rows={rows}
      rowId={({ id }) => id}
      columns={[
        { id: "email", header: "E-mail", cell: ({ email }) => email },
        {
          id: "role",
          header: "Role",
          cell: ({ role, teams }) => [roleLabel[role], ...teams].join(", "),
        },
        { id: "by", header: "Invited by", cell: ({ invitedBy }) => invitedBy },
        { id: "sent", header: "Sent", cell: ({ sentAt }) => <RelativeTime at={sentAt} /> },
        {
          id: "state",
          header: "State",
          cell: ({ isExpired, expiresAt }) =>
            isExpired ? (
              <StatusBadge tone="warning" variant="plain">
                Expired
              </StatusBadge>
            ) : (
              <>
                ends <RelativeTime at={expiresAt} />
              </>
            ),
        },
        {
          id: "actions",
          header: "Actions",
          align: "end",
          cell: (row) => (
            <Group gap="xs" justify="flex-end" wrap="nowrap">
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`Resend to ${row.email}`}
                onClick={() => void resend.run(row.id)}
              >
                Resend
              </Button>
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={`Withdraw ${row.email}`}
                onClick={() => void askAndWithdraw(row)}
              >
                Withdraw
              </Button>
            </Group>
          ),
        },
      ]}
    />
  );
}
