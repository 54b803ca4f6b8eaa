"use client";

import { useRouter } from "next/navigation";
import { RowMenu } from "@/app/(hub)/_screens/automation/row-menu";
import { useAction } from "@/components/form/use-action";
import { packageKindLabel, type PackageRow } from "@/lib/data-packages/schema";
import { switchPackage } from "./actions";
import type { PackagePlace } from "./package-place";
import { useDeletePackage } from "./use-delete-package";

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
  const remove = useDeletePackage(place.scope, row, refresh);
  return (
    <RowMenu
      name={name}
      href={`${place.base}/${id}`}
      enabled={enabled}
      mayWrite
      pending={turn.pending || remove.pending}
      onSwitch={() => turn.run(undefined)}
      onDelete={() => remove.ask(row)}
    />
  );
}
