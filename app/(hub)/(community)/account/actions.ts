"use server";

import { z } from "zod";
import { also } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import { endOtherSessions } from "@/lib/auth/sessions";
import { timeZone } from "@/lib/community/schema";
import { changePassword as change, updatePreferences } from "@/lib/users/commands";
import { getPerson } from "@/lib/users/queries";
import { passwordChange, preferences } from "@/lib/users/schema";
import { action } from "@/lib/web/action";

const accountInput = z.strictObject({
  timeZone: z.union([z.literal(""), timeZone]),
  shortcuts: z.boolean(),
  emails: z.boolean(),
});

export const saveAccount = action("preferences.write", accountInput, async (actor, input) => {
  const person = await getPerson(actor);
  const settings = preferences.parse({ ...person?.preferences, shortcuts: input.shortcuts });
  await updatePreferences(actor, {
    timeZone: input.timeZone || null,
    preferences: settings,
    emailOptOut: !input.emails,
  });
});

export const changePassword = action("preferences.write", passwordChange, async (actor, input) => {
  await change(also(actor, "preferences.write"), input);
  const session = await currentPerson();
  if (session) await endOtherSessions(session.personId, session.sessionId);
});

export const signOutOthers = action("preferences.write", z.strictObject({}), async () => {
  const session = await currentPerson();
  return session ? endOtherSessions(session.personId, session.sessionId) : 0;
});
