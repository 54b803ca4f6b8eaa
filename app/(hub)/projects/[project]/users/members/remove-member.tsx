"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Member } from "@/lib/projects/members";
import { removeMember } from "./actions";

export function RemoveMember({ scope, member }: { scope: ScopeRef; member: Member }) {
  const router = useRouter();
  const remove = useAction(() => removeMember(scope, { userId: member.id }), {
    success: `${member.username} was removed`,
    onSuccess: () => router.refresh(),
  });
  const ask = async () => {
    const sure = await confirm({
      title: `Remove ${member.username}?`,
      message: "They lose access to this project. Their tickets, comments and data stay, and you can add them again.",
      confirm: "Remove member",
      danger: true,
    });
    if (sure) await remove.run(undefined);
  };
  return (
    <Button
      variant="subtle"
      color="red"
      size="compact-sm"
      loading={remove.pending}
      aria-label={`Remove ${member.username}`}
      onClick={() => void ask()}
    >
      Remove
    </Button>
  );
}
