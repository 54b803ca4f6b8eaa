"use server";

import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { saveProfileFields as saveFields, updateProfile } from "@/lib/users/profile";
import { profileFieldsInput } from "@/lib/users/schema";
import { action } from "@/lib/web/action";

export const saveProfileFields = action("settings.write", profileFieldsInput, saveFields);

const values = z.record(z.string(), z.union([z.string().max(2_000), z.boolean(), z.null()]));

export const saveProfile = action(
  "users.write",
  z.strictObject({ userId: z.uuid(), profile: values }),
  (actor, input) => updateProfile(actor, input.userId, input.profile),
);

export const saveOwnProfile = action("preferences.write", z.strictObject({ profile: values }), (actor, input) => {
  if (!actor.personId) throw new AppError("unauthenticated", "Sign in to go on.");
  return updateProfile(actor, actor.personId, input.profile);
});
