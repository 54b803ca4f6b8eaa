import type { Scope } from "@/lib/auth/actor";
import { roleMay, type Role } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";

export interface MacroRight {
  id: string;
  name: string;
  /** The feedback type it is for; null for users. */
  typeName: string | null;
  /** Whether it is offered to this person as a button. */
  isOffered: boolean;
  why: string;
}

/** Which of the macros shown as actions in this scope are offered to somebody with this role, and why. As `listOfferedMacros` has it. */
export async function listMacroRights(scope: Scope, personId: string, role: Role | null): Promise<MacroRight[]> {
  const macros = await db.macro.findMany({
    where: { projectId: scope.kind === "project" ? scope.id : null, showAsAction: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      enabled: true,
      feedbackType: { select: { name: true } },
      teams: {
        select: {
          team: { select: { name: true, memberships: { where: { userId: personId }, select: { userId: true } } } },
        },
      },
    },
  });
  const mayRun = role !== null && roleMay(role, "macros.run");
  return macros.map(({ id, name, enabled, feedbackType, teams }) => {
    const names = teams.map(({ team }) => team.name).sort();
    const shared = teams.filter(({ team }) => team.memberships.length > 0).map(({ team }) => team.name);
    const isOffered = mayRun && enabled && (names.length === 0 || shared.length > 0);
    const why = !mayRun
      ? "The role does not run macros."
      : !enabled
        ? "The macro is switched off."
        : names.length === 0
          ? "Offered to everyone who may run macros."
          : shared.length > 0
            ? `In the team ${shared.join(", ")}.`
            : `Only for the teams ${names.join(", ")}.`;
    return { id, name, typeName: feedbackType?.name ?? null, isOffered, why };
  });
}
