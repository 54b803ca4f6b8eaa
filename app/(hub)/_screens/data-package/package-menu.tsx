"use client";

import { useRouter } from "next/navigation";
import { RowMenu } from "@/app/(hub)/_screens/automation/row-menu";
import { useDeletion } from "@/app/(hub)/_screens/undo/use-deletion";
import { useAction } from "@/components/form/use-action";
import { packageKindLabel, type PackageRow } from "@/lib/data-packages/schema";
import { deletePackage, switchPackage } from "./actions";
import { confirmDelete } from "./confirm-delete";
import type { PackagePlace } from "./package-place";

/** Everything one can do with one of the list. */
export function PackageMenu({ row, place }: { row: PackageRow; place: PackagePlace }) {
  const { id, name, kind, enabled } = row;
  const router = useRouter();
  const refresh = () => router.refresh();
  const word = packageKindLabel[kind];
  const turn = useAction(() => switchPackage(place.scope, { id, enabled: !enabled }), {
    success: `${word} switched ${enabled ? "off" : "on"}`,
    onSuccess: refresh,
  });
  const remove = useDeletion(() => deletePackage(place.scope, { id }), {
    scope: place.scope,
    kind: "data package",
    id,
    what: word,
    onDeleted: refresh,
  });
  return (
    <RowMenu
      name={name}
      href={`${place.base}/${id}`}
      enabled={enabled}
      mayWrite
      pending={turn.pending || remove.pending}
      onSwitch={() => turn.run(undefined)}
      onDelete={async () => (await confirmDelete(row)) && remove.run(undefined)}
    />
  );
}
