import { may, type Actor } from "@/lib/auth/actor";
import { db, type Db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { FeedbackStatus, FeedbackType } from "./types";

/**
 * Refuses a status that only teams may set of which this person is none. Project managers may set all; macros and listeners too, because
 * a project manager has made them.
 * @throws AppError `forbidden`, naming the teams
 */
export async function requireMaySet(store: Db, actor: Actor, status: FeedbackStatus): Promise<void> {
  if (isFree(actor, status)) return;
  const teams = await teamsOf(store, actor, [status]);
  if (!status.teams.some(({ id }) => teams.has(id))) throw new AppError("forbidden", refusal(status));
}

export interface SettableStatus {
  key: string;
  name: string;
  /** Null when this person may set it. */
  whyNot: string | null;
}

/** The statuses of a type, and which of them this person may give to a ticket. */
export async function settableStatuses(
  actor: Actor,
  { statuses }: Pick<FeedbackType, "statuses">,
): Promise<SettableStatus[]> {
  const limited = statuses.filter((status) => !isFree(actor, status));
  const teams = limited.length > 0 ? await teamsOf(db, actor, limited) : new Set<string>();
  return statuses.map((status) => {
    const settable = isFree(actor, status) || status.teams.some(({ id }) => teams.has(id));
    return { key: status.key, name: status.name, whyNot: settable ? null : refusal(status) };
  });
}

function isFree(actor: Actor, { teams }: FeedbackStatus): boolean {
  return teams.length === 0 || may(actor, "types.write");
}

async function teamsOf(store: Db, actor: Actor, statuses: readonly FeedbackStatus[]): Promise<Set<string>> {
  if (!actor.personId) return new Set();
  const rows = await store.teamMembership.findMany({
    where: { userId: actor.personId, teamId: { in: statuses.flatMap(({ teams }) => teams.map(({ id }) => id)) } },
    select: { teamId: true },
  });
  return new Set(rows.map(({ teamId }) => teamId));
}

function refusal({ name, teams }: FeedbackStatus): string {
  const names = teams.map((team) => team.name).join(", ");
  return `Only ${names} and project managers set “${name}”.`;
}
