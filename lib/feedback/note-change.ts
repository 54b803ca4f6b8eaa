import { projectIdOf, type Actor } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { noteEventIn } from "@/lib/events/note";
import type { RecordChange } from "@/lib/events/schema";
import { isNews, tellFollowersIn } from "./notices";

/** What happened to a ticket: into its timeline, to its followers if it is news to them, and for the triggers. */
export async function noteChangeIn(
  tx: Tx,
  actor: Actor,
  ticket: { id: string; typeId: string },
  changed: readonly RecordChange[],
  origin: Origin,
): Promise<void> {
  const changes = changed.map((item) => ({ ...item }));
  const { id: changeId } = await tx.feedbackChange.create({
    data: { feedbackId: ticket.id, changes, byId: actor.personId, origin, chainId: origin.chainId ?? null },
    select: { id: true },
  });
  if (isNews(changed)) await tellFollowersIn(tx, actor, ticket.id, { byId: actor.personId, changeId });
  await noteEventIn(tx, {
    kind: "feedback_modified",
    subjectId: ticket.id,
    feedbackTypeId: ticket.typeId,
    projectId: projectIdOf(actor),
    changes,
    origin,
  });
}
