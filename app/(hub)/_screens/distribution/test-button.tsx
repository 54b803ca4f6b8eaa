"use client";

import { Button } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { MailNowDraft } from "@/lib/distributions/schema";
import { mailTest } from "./actions";

interface TestButtonProps {
  scope: ScopeRef;
  distributionId: string | null;
}

/** Sends the form as it stands, saved or not, to whoever presses it. */
export function TestButton({ scope, distributionId }: TestButtonProps) {
  const isHydrated = useHydrated();
  const form = useFormContext<Omit<MailNowDraft, "teamIds" | "addresses">>();
  const test = useAction(
    () => {
      const { reportId, subject, note, formats, elementIds, chosen } = form.getValues();
      return mailTest(scope, { distributionId, reportId, subject, note, formats, elementIds, chosen });
    },
    { form, success: ({ to }) => `A test is on its way to ${to}` },
  );
  return (
    <Button variant="default" loading={test.pending} disabled={!isHydrated} onClick={() => void test.run(undefined)}>
      Send me a test
    </Button>
  );
}
