"use client";

import { NativeSelect } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import type { ScopeRef } from "@/lib/auth/authorize";
import { roleLabel, type ProjectRole } from "@/lib/auth/permissions";
import type { Member } from "@/lib/projects/members";
import { putMember } from "./actions";
import { roleOptions } from "./role-options";

/** Changes a role at once; what is refused says why and stays as it was. */
export function MemberRole({ scope, member, isOneself }: { scope: ScopeRef; member: Member; isOneself: boolean }) {
  const router = useRouter();
  const save = useAction((role: ProjectRole) => putMember(scope, { user: member.username, role }), {
    success: `${member.username} has another role now`,
    onSuccess: () => router.refresh(),
  });
  const change = async (role: ProjectRole) => {
    const sure =
      !isOneself ||
      (await confirm({
        title: "Change your own role?",
        message: `You may no longer be able to open this page as ${roleLabel[role]}.`,
        confirm: "Change my role",
        danger: true,
      }));
    if (sure) await save.run(role);
  };
  return (
    <NativeSelect
      aria-label={`Role of ${member.username}`}
      w={180}
      value={member.role}
      data={roleOptions}
      disabled={save.pending || !member.isActive}
      error={save.failure?.message}
      onChange={(event) => void change(event.currentTarget.value as ProjectRole)}
    />
  );
}
