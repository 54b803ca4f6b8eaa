import type { ReactNode } from "react";
import { StateFrame } from "./state-frame";

interface ForbiddenStateProps {
  /** In words: "change macros". */
  permission?: string;
  /** "the project Aurora", "the community". */
  where?: string;
  /** Names of people who can grant it. */
  grantedBy?: string[];
  actions?: ReactNode;
}

/** Says which permission is missing, where, and who can give it. */
export function ForbiddenState({ permission, where, grantedBy = [], actions }: ForbiddenStateProps) {
  const who = new Intl.ListFormat("en", { type: "disjunction" }).format(grantedBy);
  return (
    <StateFrame illustration="lock" title="You do not have access to this" scope="page" actions={actions}>
      {permission
        ? `It needs the permission to ${permission}${where ? ` in ${where}` : ""}. `
        : "Your role does not include this page. "}
      {who ? `${who} can grant it.` : "A project manager or community manager can grant it."}
    </StateFrame>
  );
}
