"use server";

import { z } from "zod";
import { inviteToCommunity as toCommunity, inviteToProject as toProject } from "@/lib/invitations/invite";
import { resendInvitation as resend, withdrawInvitation as withdraw } from "@/lib/invitations/manage";
import { communityInvite, projectInvite } from "@/lib/invitations/schema";
import { action } from "@/lib/web/action";

const id = z.strictObject({ id: z.uuid() });

export const inviteToProject = action("members.write", projectInvite, toProject);

export const inviteToCommunity = action("users.write", communityInvite, toCommunity);

export const resendInvitation = action("members.write", id, (actor, input) => resend(actor, input.id));

export const withdrawInvitation = action("members.write", id, (actor, input) => withdraw(actor, input.id));
