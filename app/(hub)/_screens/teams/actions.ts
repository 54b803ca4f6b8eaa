"use server";

import { z } from "zod";
import { transaction } from "@/lib/db/transaction";
import {
  addTeamMember as addMember,
  createTeam as create,
  deleteTeam as remove,
  removeFromTeamIn,
  updateTeam as update,
} from "@/lib/teams/commands";
import { teamInput, teamMemberInput } from "@/lib/teams/schema";
import { action } from "@/lib/web/action";

const id = z.uuid();

export const createTeam = action("teams.write", teamInput, create);

export const updateTeam = action("teams.write", z.strictObject({ id, team: teamInput }), (actor, input) =>
  update(actor, input.id, input.team),
);

export const deleteTeam = action("teams.write", z.strictObject({ id }), (actor, input) => remove(actor, input.id));

export const addTeamMember = action("teams.write", teamMemberInput, addMember);

export const removeTeamMember = action("teams.write", z.strictObject({ teamId: id, userId: id }), (actor, input) => {
  const cause = { kind: "person" as const, id: actor.personId, label: actor.name };
  return transaction((tx) => removeFromTeamIn(tx, actor, { ...input, cause }));
});
