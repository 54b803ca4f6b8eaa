"use server";

import { z } from "zod";
import { resetPassword, updateUser } from "@/lib/users/commands";
import { getAccount } from "@/lib/users/queries";
import { password, userChange } from "@/lib/users/schema";
import { action } from "@/lib/web/action";

export const saveUser = action("users.write", userChange, updateUser);

const newPassword = z.strictObject({ id: z.uuid(), password });

export const setPassword = action("users.write", newPassword, async (actor, input) => {
  const { email } = await getAccount(actor, input.id);
  await resetPassword(actor, email, input.password);
});
