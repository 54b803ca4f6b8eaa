import { removeMemberIn } from "@/lib/projects/commands";
import { deleteUserIn } from "@/lib/users/erase";
import { runActor } from "./load-run";
import type { ActionResult } from "./schema";
import { asBefore, type Step } from "./step";

/** Ends the participation in the macro's project. The last manager stays. */
export async function removeFromProject({ tx, run, record }: Step): Promise<ActionResult> {
  const { scope } = run;
  if (scope.kind !== "project") return { state: "failed", message: "Only a macro of a project can do this." };
  const { subjectId: userId } = record;
  const part = await tx.participation.findUnique({
    where: { projectId_userId: { projectId: scope.id, userId } },
    select: { state: true },
  });
  if (part?.state !== "active") return asBefore;
  await removeMemberIn(tx, runActor(run, "members.write"), userId, run.origin);
  return { state: "done", message: `Removed from ${scope.name}.` };
}

/** Deletes the account with what is known of the person. Whoever started the run, the last managers and a deleted account stay. */
export async function deleteUser({ tx, run, record }: Step): Promise<ActionResult> {
  if (run.scope.kind !== "community") return { state: "failed", message: "Only a macro of the community can do this." };
  const { subjectId: id } = record;
  const user = await tx.user.findUnique({ where: { id }, select: { state: true } });
  if (user?.state === "deleted") return asBefore;
  await deleteUserIn(tx, runActor(run, "users.write"), id);
  return { state: "done", message: "Deleted." };
}
