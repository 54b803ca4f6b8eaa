"use client";

import { Select } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { CountableFilter } from "@/lib/home/schema";
import { addCountCard } from "./actions";

/** Puts one of the person's saved filters on their home page. */
export function AddCount({ scope, filters }: { scope: ScopeRef; filters: CountableFilter[] }) {
  const router = useRouter();
  const add = useAction((id: string) => addCountCard(scope, { id }), { onSuccess: () => router.refresh() });
  const groups = [...new Set(filters.map(({ what }) => what))].map((what) => ({
    group: what,
    items: filters.flatMap((filter) => (filter.what === what ? [{ value: filter.id, label: filter.name }] : [])),
  }));
  return (
    <Select
      aria-label="Add a filter"
      placeholder={add.pending ? "Adding…" : "Add a filter"}
      data={groups}
      value={null}
      onChange={(id) => id && void add.run(id)}
      searchable
      nothingFoundMessage="No such filter"
      size="xs"
      w={200}
      comboboxProps={{ width: 280, position: "bottom-end" }}
    />
  );
}
