import "server-only";
import { originOf } from "@/lib/community/settings";
import type { Tx } from "@/lib/db/client";
import { queueMailIn } from "@/lib/mail/queue";

/** Mails whoever manages the macro's project, or the community, that one of its webhooks was switched off by what its receiver said. */
export async function tellManagersIn(tx: Tx, macroId: string, reason: string): Promise<void> {
  const macro = await tx.macro.findUnique({
    where: { id: macroId },
    select: {
      name: true,
      projectId: true,
      project: { select: { key: true, name: true } },
      feedbackType: { select: { key: true } },
    },
  });
  if (!macro) return;
  const { name, projectId, project, feedbackType } = macro;
  const settings = await tx.community.findUnique({ where: { id: 1 }, select: { baseUrl: true } });
  const place = feedbackType ? `configuration/feedback-types/${feedbackType.key}` : "users";
  const path = `${project ? `projects/${project.key}` : "community"}/${place}/resources/${macroId}`;
  const text = [
    `A webhook of the macro “${name}”${project ? ` in ${project.name}` : ""} was switched off.`,
    reason,
    `What it would have sent since waits until it is switched on again: ${originOf(settings ?? { baseUrl: null })}/${path}`,
  ].join("\n\n");
  for (const { email } of await managersOf(tx, projectId)) {
    await queueMailIn(tx, {
      to: email,
      subject: `A webhook of “${name}” was switched off`,
      text,
      projectId,
      cause: { kind: "macro", id: macroId, label: name },
    });
  }
}

function managersOf(tx: Tx, projectId: string | null): Promise<{ email: string }[]> {
  const managing = { some: { projectId: projectId ?? "", role: "manager" as const, state: "active" as const } };
  return tx.user.findMany({
    where: {
      state: "active",
      ...(projectId ? { participations: managing } : { communityRole: "community_manager" as const }),
    },
    select: { email: true },
    orderBy: { email: "asc" },
  });
}
