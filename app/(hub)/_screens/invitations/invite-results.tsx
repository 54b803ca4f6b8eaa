import { StatusBadge, type StatusTone } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import type { InvitationResult, Invited } from "@/lib/invitations/schema";

/** What became of each address. */
export function InviteResults({ invited }: { invited: Invited[] }) {
  return (
    <div aria-live="polite">
      {invited.length > 0 && (
        <SimpleTable
          label="What became of each address"
          rows={invited}
          rowId={({ email }) => email}
          columns={[
            { id: "email", header: "E-mail", cell: ({ email }) => email },
            {
              id: "result",
              header: "Result",
              cell: ({ result }) => (
                <StatusBadge tone={words[result].tone} variant="plain">
                  {words[result].label}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}

const words: Record<InvitationResult, { tone: StatusTone; label: string }> = {
  invited: { tone: "ok", label: "Invited" },
  renewed: { tone: "ok", label: "Was invited already: has a new link" },
  "already in": { tone: "skipped", label: "Is in already" },
  "switched off": { tone: "warning", label: "Has an account that is disabled" },
  "not an address": { tone: "failed", label: "Is not an e-mail address" },
};
