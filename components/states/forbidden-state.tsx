import type { ReactNode } from "react";
import { StateFrame } from "./state-frame";

interface ForbiddenStateProps {
  /** What is missing, where, and whom to ask; without it only the last is known. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** In place of what somebody may not see. */
export function ForbiddenState({ children, actions }: ForbiddenStateProps) {
  return (
    <StateFrame illustration="lock" title="You do not have access to this" scope="page" actions={actions}>
      {children ?? "Your role does not include this page. A project manager or community manager can grant it."}
    </StateFrame>
  );
}
