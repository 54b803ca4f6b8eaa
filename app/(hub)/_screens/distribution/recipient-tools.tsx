"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { confirm } from "@/components/kit/confirm";
import { formatCount } from "@/components/kit/format";
import type { ScopeRef } from "@/lib/auth/authorize";
import { removeAddress, retryFailed, retryIssue } from "./actions";

/** Hands what failed to the mail server once more. */
export function RetryButton({ scope, issueId }: { scope: ScopeRef; issueId: string }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const retry = useAction(() => retryFailed(scope, { id: issueId }), {
    success: ({ count }) => againWords(count),
    onSuccess: () => router.refresh(),
  });
  return (
    <Button variant="default" loading={retry.pending} disabled={!isHydrated} onClick={() => void retry.run(undefined)}>
      Send the failed again
    </Button>
  );
}

function againWords(count: number): string {
  if (count === 0) return "They want no more of these e-mails";
  return count === 1 ? "One e-mail is sent again" : `${formatCount(count)} e-mails are sent again`;
}

/** Goes on with a sending that failed. */
export function TryAgainButton({ scope, issueId }: { scope: ScopeRef; issueId: string }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const retry = useAction(() => retryIssue(scope, { id: issueId }), {
    success: "It is tried again",
    onSuccess: () => router.refresh(),
  });
  return (
    <Button
      display="block"
      mt="sm"
      loading={retry.pending}
      disabled={!isHydrated}
      onClick={() => void retry.run(undefined)}
    >
      Try again
    </Button>
  );
}

interface RemoveAddressProps {
  scope: ScopeRef;
  distributionId: string;
  address: string;
}

/** Takes an address out of the distribution, for the time to come. */
export function RemoveAddressButton({ scope, distributionId, address }: RemoveAddressProps) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const remove = useAction(() => removeAddress(scope, { id: distributionId, address }), {
    success: `${address} gets no more of it`,
    onSuccess: () => router.refresh(),
  });
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      aria-label={`Remove ${address}`}
      loading={remove.pending}
      disabled={!isHydrated}
      onClick={async () => (await askToRemove(address)) && (await remove.run(undefined))}
    >
      Remove
    </Button>
  );
}

function askToRemove(address: string): Promise<boolean> {
  return confirm({
    title: `Remove ${address}?`,
    message: "It is taken out of the distribution. What was sent stays in the log.",
    confirm: "Remove address",
    danger: true,
  });
}
