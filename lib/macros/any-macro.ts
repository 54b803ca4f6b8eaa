import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

/** Whether the actor's scope has a macro yet. */
export async function anyMacro(actor: Can<"macros.read">): Promise<boolean> {
  return (await db.macro.findFirst({ where: { projectId: projectIdOf(actor) }, select: { id: true } })) !== null;
}
