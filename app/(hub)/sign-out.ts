"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { currentPerson } from "@/lib/auth/current-person";
import { endSession } from "@/lib/auth/sessions";

/** Ends the session in the database, so that a copy of the cookie is worth nothing, and forgets the cookie. */
export async function signOut(): Promise<void> {
  const person = await currentPerson();
  if (person) await endSession(person.sessionId);
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name.includes("next-auth.session-token")) jar.delete(name);
  redirect("/login");
}
