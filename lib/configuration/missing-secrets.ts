import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { listListeners } from "@/lib/listeners/queries";
import { macroActions } from "@/lib/macros/schema";
import type { MissingSecret } from "./target";

/** The secrets that macros and listeners of the actor's project name and that nobody has typed yet: macros first, then by name. */
export async function listMissingSecrets(actor: Can<"project.write">): Promise<MissingSecret[]> {
  return [...(await missingOfMacros(actor)), ...(await missingOfListeners(actor))];
}

async function missingOfListeners(actor: Can<"project.write">): Promise<MissingSecret[]> {
  const listeners = await listListeners(also(actor, "listeners.read"));
  const waiting = listeners.filter(({ signature }) => signature?.isStored === false);
  const types = await db.feedbackType.findMany({
    where: { id: { in: waiting.flatMap(({ feedbackTypeId }) => feedbackTypeId ?? []) } },
    select: { id: true, key: true },
  });
  const typeKeys = new Map(types.map(({ id, key }) => [id, key]));
  return waiting.map(({ id, name, target, feedbackTypeId }) => ({
    kind: "listener",
    id,
    name,
    of: target === "project" ? "project" : ofType(typeKeys.get(feedbackTypeId ?? "")),
    where: "signature",
  }));
}

function ofType(typeKey: string | undefined): string {
  return typeKey === undefined ? "users" : `feedback:${typeKey}`;
}

async function missingOfMacros(actor: Can<"project.write">): Promise<MissingSecret[]> {
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
    const { id, name, feedbackType } = macro;
    return where.map((place) => ({ kind: "macro" as const, id, name, of: ofType(feedbackType?.key), where: place }));
  });
}
