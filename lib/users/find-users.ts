import type { Scope } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/client";

export interface FoundUser {
  id: string;
  /** The username. */
  label: string;
  email: string;
}

/**
 * The user that an outside system names by e-mail address or username, at most one. In the community: active accounts. In a project: its
 * active participants, applicants left out. Compared NFC and lower-cased.
 */
export async function findUsersByValue(db: Db, scope: Scope, value: string): Promise<FoundUser[]> {
  const name = value.normalize("NFC").toLowerCase().trim();
  if (name === "" || name.length > 320 || name.includes("\0")) return [];
  const rows = await db.user.findMany({
    where: {
      state: "active",
      ...(name.includes("@") ? { email: name } : { username: name }),
      ...(scope.kind === "project"
        ? { participations: { some: { projectId: scope.id, state: "active", role: { not: "applicant" } } } }
        : {}),
    },
    select: { id: true, username: true, email: true },
  });
  return rows.map((row) => ({ id: row.id, label: row.username, email: row.email }));
}
