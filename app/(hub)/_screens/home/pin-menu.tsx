"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { PinnedElement } from "@/lib/reports/pins";
import { movePin, unpinElement } from "./actions";
import { CardMenu } from "./card-menu";

interface PinMenuProps {
  pin: PinnedElement;
  scope: ScopeRef;
  at: { index: number; last: number };
}

/** Moves an element on the home page, or takes it away. */
export function PinMenu({ pin: { id, name }, scope, at }: PinMenuProps) {
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const move = useAction((to: number) => movePin(scope, { id, to }), { onSuccess });
  const unpin = useAction(() => unpinElement(scope, { id }), { success: "Taken off the home page", onSuccess });
  return (
    <CardMenu
      name={name}
      at={at}
      isBusy={move.pending || unpin.pending}
      onMove={(to) => void move.run(to)}
      removal={{ label: "Unpin", onRemove: () => void unpin.run(undefined) }}
    />
  );
}
