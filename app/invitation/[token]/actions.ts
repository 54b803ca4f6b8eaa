"use server";

import { z } from "zod";
import { currentPerson } from "@/lib/auth/current-person";
import { AppError } from "@/lib/errors/app-error";
import { invalid } from "@/lib/errors/invalid";
import type { Result } from "@/lib/errors/result";
import { acceptAsMember, acceptAsNewcomer, type Accepted } from "@/lib/invitations/accept";
import { newcomer } from "@/lib/invitations/schema";
import { storableInput } from "@/lib/json/sanitise";

const link = z.strictObject({ token: z.string().max(100) });

/** Whoever holds the link need not be signed in: the link itself is what lets them register. */
export async function register(input: unknown): Promise<Result<Accepted>> {
  return answered(async () => {
    const { token, ...person } = parsed(newcomer.extend(link.shape), input);
    return acceptAsNewcomer(token, person);
  });
}

/** Joins with the account that is signed in. */
export async function join(input: unknown): Promise<Result<Accepted>> {
  return answered(async () => {
    const { token } = parsed(link, input);
    const person = await currentPerson();
    if (!person) throw new AppError("unauthenticated", "Sign in to go on.");
    return acceptAsMember(token, person.personId);
  });
}

function parsed<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(storableInput(input));
  if (!result.success) throw invalid(result.error);
  return result.data;
}

async function answered(work: () => Promise<Accepted>): Promise<Result<Accepted>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message, fields: error.fields } };
  }
}
