"use server";

import { z } from "zod";
import { removeMember as remove, setMember } from "@/lib/projects/commands";
import { memberInput } from "@/lib/projects/schema";
import { action } from "@/lib/web/action";

export const putMember = action("members.write", memberInput, setMember);
export const removeMember = action("members.write", z.strictObject({ userId: z.uuid() }), (actor, { userId }) =>
  remove(actor, userId),
);
