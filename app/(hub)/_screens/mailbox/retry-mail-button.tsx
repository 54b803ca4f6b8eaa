"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { retryMail } from "./actions";

/** Hands a mail that failed to the mail server once more. */
export function RetryMailButton({ mailId }: { mailId: string }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const retry = useAction(() => retryMail("community", { id: mailId }), {
    success: "It is tried again",
    onSuccess: () => router.refresh(),
  });
  return (
    <Button variant="default" loading={retry.pending} disabled={!isHydrated} onClick={() => void retry.run(undefined)}>
      Try again
    </Button>
  );
}
