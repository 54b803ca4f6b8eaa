import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { authorize, type ScopeRef } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import type { Permission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors/app-error";
import { invalid } from "@/lib/errors/invalid";
import type { Result } from "@/lib/errors/result";
import { storableInput } from "@/lib/json/sanitise";

/** A server action as screens call it: where, and what. */
export type Action<T> = (scope: ScopeRef, input: unknown) => Promise<Result<T>>;

/**
 * The door of every write from the browser: who, may they, is the input right, then the verb. What PostgreSQL
 * cannot hold in a text is replaced before anyone reads it. Failures we mean to show come back as a
 * value; anything else reaches the log and the error page. Next itself refuses actions whose Origin is not ours.
 */
export function action<P extends Permission, S extends z.ZodType, T>(
  permission: P,
  schema: S,
  run: (actor: Can<NoInfer<P>>, input: z.output<S>) => Promise<T>,
): Action<T> {
  return async (scope, input) => {
    try {
      const person = await currentPerson();
      const actor = await authorize(person?.personId ?? null, parseScope(scope), permission, "browser", person?.from);
      const parsed = schema.safeParse(storableInput(input));
      if (!parsed.success) throw invalid(parsed.error);
      return { ok: true, value: await run(actor, parsed.data) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ok: false, error: { code: error.code, message: error.message, fields: error.fields } };
    }
  };
}

const scopeRef = z.union([z.literal("community"), z.strictObject({ project: z.string().max(100) })]);

function parseScope(scope: unknown): ScopeRef {
  const parsed = scopeRef.safeParse(scope);
  if (!parsed.success) throw new AppError("not_found", "There is no such project.");
  return parsed.data;
}
