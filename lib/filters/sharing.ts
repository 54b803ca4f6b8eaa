import { may, projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { listUnanswered } from "@/lib/conditions/ask";
import { condition as conditionSchema, type Condition } from "@/lib/conditions/schema";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** With whom a saved filter or view is shared. */
export interface SharedWith {
  visibility: "mine" | "team" | "project" | "community";
  /** With `team`. */
  teamId?: string | null;
}

/** Which saved filters and views of a source an actor may use. */
export function usable(actor: Can<"filters.write">, source: string) {
  return { source, ...usableHere(actor) };
}

/**
 * The same of every source: one's own, what is shared with the project or one's team, and in a project the community's as well. Who may
 * share sees what is shared with any team.
 */
export function usableHere(actor: Can<"filters.write">) {
  const projectId = projectIdOf(actor);
  const ofTeam = may(actor, "filters.share") ? {} : { team: { memberships: { some: { userId: owner(actor) } } } };
  const here = {
    projectId,
    OR: [
      { ownerId: owner(actor) },
      { visibility: "team" as const, ...ofTeam },
      { visibility: "project" as const },
      { visibility: "community" as const },
    ],
  };
  return { OR: projectId ? [here, { projectId: null, visibility: "community" as const }] : [here] };
}

/** One's own; who may share may also change what others share. */
export function changeable(actor: Can<"filters.write">) {
  const others = may(actor, "filters.share") ? [{ visibility: { not: "mine" as const } }] : [];
  return { projectId: projectIdOf(actor), OR: [{ ownerId: owner(actor) }, ...others] };
}

/** What only its owner sees and saw is nobody's configuration, and not in the audit log. */
export function isAnyoneElses(...versions: readonly SharedWith[]): boolean {
  return versions.some(({ visibility }) => visibility !== "mine");
}

/** @throws AppError `forbidden` to share without the right; `invalid` for a team that is not of the scope */
export async function requireMayShareIn(tx: Tx, actor: Can<"filters.write">, shared: SharedWith): Promise<void> {
  if (shared.visibility === "mine") return;
  if (!may(actor, "filters.share"))
    throw new AppError(
      "forbidden",
      "Only a manager can share filters and views. Keep it to yourself, or ask a project manager.",
      { visibility: "Choose “Only me”." },
    );
  if (shared.visibility !== "team") return;
  const { teamId } = shared;
  const team =
    teamId && (await tx.team.findFirst({ where: { id: teamId, projectId: projectIdOf(actor) }, select: { id: true } }));
  if (!team) throw new AppError("invalid", "Nothing was saved.", { visibility: "This team is gone. Choose another." });
}

/**
 * A filter with such a test asks nothing there, so that everything would match it. Where nobody is there to give the value, nothing may.
 */
export function waitsForValue(condition: Condition): boolean {
  return listUnanswered(condition).length > 0;
}

/**
 * What is configured may ask a filter that is shared with its scope, or one's own, and that waits for nobody's value.
 * @throws AppError `invalid` on `filterId`
 */
export async function requireFilterHereIn(
  tx: Tx,
  actor: Actor,
  { filterId, source }: { filterId: string; source: string },
): Promise<void> {
  const projectId = projectIdOf(actor);
  const filter = await tx.savedFilter.findFirst({
    where: {
      id: filterId,
      source,
      OR: [
        { projectId, visibility: { not: "mine" } },
        { projectId: null, visibility: "community" },
        ...(actor.personId ? [{ projectId, ownerId: actor.personId }] : []),
      ],
    },
    select: { name: true, condition: true },
  });
  if (!filter) throw wrongFilter("There is no such filter for these records.");
  if (waitsForValue(conditionSchema.parse(filter.condition)))
    throw wrongFilter(
      `“${filter.name}” asks for a value when it is run, and here nobody is there to give it. Give the question a default, or choose another filter.`,
    );
}

function wrongFilter(message: string): AppError {
  return new AppError("invalid", message, { filterId: message });
}

/** The person something is saved for. @throws AppError `unauthenticated` */
export function owner(actor: Can<"filters.write">): string {
  if (!actor.personId) throw new AppError("unauthenticated", "Sign in to go on.");
  return actor.personId;
}
