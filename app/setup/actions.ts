"use server";

import { invalid } from "@/lib/errors/invalid";
import { firstRun } from "@/lib/community/first-run-schema";
import { AppError } from "@/lib/errors/app-error";
import type { Result } from "@/lib/errors/result";
import { createFirstManager } from "@/lib/users/first-manager";

/** The one write that nobody has to be signed in for; it works exactly once, while there is no account. */
export async function setUp(input: unknown): Promise<Result<null>> {
  try {
    const parsed = firstRun.safeParse(input);
    if (!parsed.success) throw invalid(parsed.error);
    await createFirstManager(parsed.data);
    return { ok: true, value: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error: { code: error.code, message: error.message, fields: error.fields } };
  }
}
