"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import type { ScopeRef } from "@/lib/auth/authorize";
import { discardImport } from "./actions";

interface DiscardButtonProps {
  scope: ScopeRef;
  importId: string;
  base: string;
}

/** Throws away an import that was never started. */
export function DiscardButton({ scope, importId, base }: DiscardButtonProps) {
  const router = useRouter();
  const discard = useAction(() => discardImport(scope, { importId }), {
    success: "Import discarded",
    onSuccess: () => router.push(base),
  });
  const ask = async () => {
    const sure = await confirm({
      title: "Discard this import?",
      message: "The uploaded rows are deleted. Nothing was written from them.",
      confirm: "Discard import",
      danger: true,
    });
    if (sure) await discard.run(undefined);
  };
  return (
    <Button variant="default" onClick={() => void ask()} loading={discard.pending}>
      Discard
    </Button>
  );
}
