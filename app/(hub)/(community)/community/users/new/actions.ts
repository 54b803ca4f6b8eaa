"use server";

import { createUser } from "@/lib/users/commands";
import { newUser } from "@/lib/users/schema";
import { action } from "@/lib/web/action";

export const addUser = action("users.write", newUser, createUser);
