"use client";

import { IconHistory } from "@/components/icons/icons";
import { ButtonLink } from "@/components/kit/button-link";
import type { AuditKind } from "@/lib/audit/schema";
import type { ScopeRef } from "@/lib/auth/authorize";
import { historyAddress } from "./history-address";

interface HistoryLinkProps {
  scope: ScopeRef;
  kind: AuditKind;
  id: string;
}

/** "History": who changed this thing, and what it was before. For whoever may read the audit log. */
export function HistoryLink({ scope, kind, id }: HistoryLinkProps) {
  return (
    <ButtonLink
      href={historyAddress(scope, kind, id)}
      variant="subtle"
      size="compact-sm"
      leftSection={<IconHistory size={15} />}
    >
      History
    </ButtonLink>
  );
}
