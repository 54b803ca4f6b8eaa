import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { nobody } from "./visible";

/** The feedback types of the actor's project with what they hold, for the page where they are set up. */
export async function listTypeOverview(actor: Can<"types.read">) {
  const types = await db.feedbackType.findMany({
    where: { projectId: projectIdOf(actor) ?? nobody },
    orderBy: [{ order: "asc" }, { name: "asc" }],
    select: {
      id: true,
      key: true,
      name: true,
      prefix: true,
      description: true,
      defaultVisibility: true,
      _count: { select: { fields: { where: { archivedAt: null } }, statuses: true, feedback: true } },
    },
  });
  return types.map(({ _count, ...type }) => ({ ...type, ..._count }));
}

export type TypeOverview = Awaited<ReturnType<typeof listTypeOverview>>[number];
