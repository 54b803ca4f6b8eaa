"use client";

import { Menu } from "@mantine/core";
import { useAction } from "@/components/form/use-action";
import { IconPin } from "@/components/icons/icons";
import type { ScopeRef } from "@/lib/auth/authorize";
import { pinElement } from "./actions";

/** In the menu of an element of a report: puts it on the home page. */
export function PinElement({
  element: { id, name },
  scope,
}: {
  element: { id: string; name: string };
  scope: ScopeRef;
}) {
  const where = scope === "community" ? "the home page" : "the project’s home page";
  const pin = useAction(() => pinElement(scope, { id }), { success: `“${name}” is on ${where}` });
  return (
    <Menu.Item leftSection={<IconPin size={15} />} onClick={() => void pin.run(undefined)}>
      Pin to {where}
    </Menu.Item>
  );
}
