import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { loadMacroSource } from "@/lib/macros/macro-source";
import { listOfferedMacros } from "@/lib/macros/queries";
import { macroActions, type MacroAction } from "@/lib/macros/schema";
import type { Source } from "@/lib/sources/source";

export interface ChosenMacro {
  id: string;
  name: string;
  key: string;
  version: number;
  runOnce: boolean;
  projectId: string | null;
  target: "user" | "feedback";
  feedbackTypeId: string | null;
  /** Those that are on. */
  actions: MacroAction[];
  source: Source;
}

/**
 * A macro this person may run: who configures macros any that is on, others those offered to their teams.
 * @throws AppError `not_found`, `conflict` when it is off, `forbidden` when it is not offered to the person.
 */
export async function chosenMacro(actor: Can<"macros.run">, macroId: string): Promise<ChosenMacro> {
  const macro = await db.macro.findFirst({
    where: { id: macroId, projectId: projectIdOf(actor) },
    select: {
      id: true,
      name: true,
      key: true,
      version: true,
      runOnce: true,
      enabled: true,
      projectId: true,
      target: true,
      feedbackTypeId: true,
    },
  });
  if (!macro) throw new AppError("not_found", "There is no such macro here.");
  if (!macro.enabled)
    throw new AppError("conflict", `The macro “${macro.name}” is switched off. Switch it on to run it.`);
  const home = macro.feedbackTypeId
    ? { target: "feedback" as const, typeId: macro.feedbackTypeId }
    : { target: "user" as const };
  const offered = await listOfferedMacros(actor, home, { all: true });
  if (!offered.some(({ id }) => id === macroId)) {
    throw new AppError(
      "forbidden",
      `The macro “${macro.name}” is not offered to your teams. A project manager can change that in the macro.`,
    );
  }
  const version = await db.macroVersion.findUniqueOrThrow({
    where: { macroId_version: { macroId, version: macro.version } },
    select: { actions: true },
  });
  const actions = macroActions.parse(version.actions).filter((action) => action.enabled);
  return { ...macro, actions, source: await loadMacroSource(macro) };
}
