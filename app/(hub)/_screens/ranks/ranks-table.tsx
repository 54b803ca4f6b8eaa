"use client";

import { Button, Group, Modal } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { SimpleTable } from "@/components/table/simple-table";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { RankRow } from "@/lib/users/ranks";
import { deleteRank } from "./actions";
import { RankForm } from "./rank-form";

/** The ranks with their points; a change opens over the list. */
export function RanksTable({ scope, ranks }: { scope: ScopeRef; ranks: RankRow[] }) {
  const router = useRouter();
  const [changed, setChanged] = useState<RankRow | null>(null);
  const remove = useAction((id: string) => deleteRank(scope, { id }), {
    success: "Rank deleted",
    onSuccess: () => router.refresh(),
  });
  const askAndDelete = async ({ id, name }: RankRow) => {
    const sure = await confirm({
      title: `Delete the rank “${name}”?`,
      message: "Points that were given by it stay.",
      confirm: "Delete rank",
      danger: true,
    });
    if (sure) await remove.run(id);
  };
  return (
    <>
      <SimpleTable
        label="Score ranks"
        rows={ranks}
        rowId={(rank) => rank.id}
        columns={[
          { id: "name", header: "Rank", cell: (rank) => rank.name },
          { id: "points", header: "Points", align: "end", cell: (rank) => signed(rank.points) },
          { id: "given", header: "Times given", align: "end", cell: (rank) => rank.given.toLocaleString("en") },
          {
            id: "change",
            header: "Actions",
            align: "end",
            cell: (rank) => (
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <HistoryLink scope={scope} kind="rank" id={rank.id} />
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Change ${rank.name}`}
                  onClick={() => setChanged(rank)}
                >
                  Change
                </Button>
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  aria-label={`Delete ${rank.name}`}
                  onClick={() => void askAndDelete(rank)}
                >
                  Delete
                </Button>
              </Group>
            ),
          },
        ]}
      />
      {changed && (
        <Modal
          opened
          onClose={() => setChanged(null)}
          title={`Change ${changed.name}`}
          closeButtonProps={{ "aria-label": "Close" }}
        >
          <RankForm scope={scope} rank={changed} onSaved={() => setChanged(null)} />
        </Modal>
      )}
    </>
  );
}

function signed(points: number): string {
  return `${points > 0 ? "+" : ""}${points.toLocaleString("en")}`;
}
