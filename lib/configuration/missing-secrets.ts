import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { macroActions } from "@/lib/macros/schema";
import type { MissingSecret } from "./target";

/** The secrets that macros of the actor's project name and that nobody has typed yet, by macro. */
export async function listMissingSecrets(actor: Can<"project.write">): Promise<MissingSecret[]> {
  const macros = await db.macro.findMany({
    // A macro that is on has all its secrets.
    where: { projectId: projectIdOf(actor), enabled: false },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, version: true, feedbackType: { select: { key: true } } },
  });
  const [versions, secrets] = await Promise.all([
    db.macroVersion.findMany({
      where: { OR: macros.map(({ id, version }) => ({ macroId: id, version })) },
      select: { macroId: true, actions: true },
    }),
    db.secret.findMany({
      where: { ownerKind: "macro", ownerId: { in: macros.map(({ id }) => id) } },
      select: { id: true },
    }),
  ]);
  const stored = new Set(secrets.map(({ id }) => id));
  return macros.flatMap((macro) => {
    const actions = macroActions.parse(versions.find(({ macroId }) => macroId === macro.id)?.actions ?? []);
    const where = actions.flatMap((action) => {
      if (action.kind !== "webhook") return [];
      const headers = action.headers.flatMap((header) =>
        "secretId" in header && !stored.has(header.secretId) ? [`header ${header.name}`] : [],
      );
      return action.urlSecret && !stored.has(action.urlSecret.secretId) ? ["URL", ...headers] : headers;
    });
    const { id: macroId, name, feedbackType } = macro;
    return where.map((place) => ({ macroId, macro: name, typeKey: feedbackType?.key ?? null, where: place }));
  });
}
