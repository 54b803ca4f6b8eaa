"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/kit/copy-button";
import { Mono } from "@/components/kit/mono";
import { StateFrame } from "./state-frame";

interface ErrorStateProps {
  /** What failed: "The list of users could not be loaded." */
  title: string;
  /** What was kept, and what to do. */
  children?: ReactNode;
  onRetry?: () => void;
  requestId?: string;
  scope?: "region" | "page";
  actions?: ReactNode;
}

export function ErrorState({ title, children, onRetry, requestId, scope, actions }: ErrorStateProps) {
  return (
    <div role="alert">
      <StateFrame
        illustration="broken"
        title={title}
        scope={scope}
        actions={
          <>
            {onRetry && <Button onClick={onRetry}>Retry</Button>}
            {actions}
          </>
        }
      >
        {children}
        {requestId && (
          <div>
            Request id <Mono>{requestId}</Mono> <CopyButton value={requestId} what="request id" />
          </div>
        )}
      </StateFrame>
    </div>
  );
}
