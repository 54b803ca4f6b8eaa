"use client";

import { ButtonLink } from "@/components/kit/button-link";
import { BareFrame } from "@/components/shell/bare-frame";
import { ErrorState } from "@/components/states/error-state";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry?: () => void;
  reset: () => void;
}

export default function ErrorPage({ error, retry, reset }: ErrorPageProps) {
  return (
    <BareFrame>
      <ErrorState
        title="This page could not be shown"
        scope="page"
        onRetry={retry ?? reset}
        requestId={error.digest}
        actions={
          <ButtonLink href="/" variant="default">
            Go to Home
          </ButtonLink>
        }
      >
        Something went wrong on our side. Nothing that was saved is lost.
      </ErrorState>
    </BareFrame>
  );
}
