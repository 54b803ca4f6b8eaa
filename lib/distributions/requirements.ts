import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { nobodyGetsIt } from "./schema";

/** @throws AppError `invalid` on `teamIds` */
export async function requireTeamsIn(tx: Tx, actor: Can<"reports.read">, teamIds: readonly string[]): Promise<void> {
  const known = await tx.team.count({ where: { id: { in: [...teamIds] }, projectId: projectIdOf(actor) } });
  if (known === teamIds.length) return;
  const message = "One of these teams is not here. Choose others.";
  throw new AppError("invalid", message, { teamIds: message });
}

/** @throws AppError `invalid` on `elementIds` */
export function requireElements(
  { elementIds }: { elementIds: readonly string[] },
  blocks: readonly { id: string; kind: string }[],
): void {
  const known = new Set(blocks.filter(({ kind }) => kind === "element").map(({ id }) => id));
  if (elementIds.every((id) => known.has(id))) return;
  const message = "One of these elements is not in the report any more. Choose again.";
  throw new AppError("invalid", message, { elementIds: message });
}

/** @throws AppError `invalid` on `addresses` */
export function requireRecipients({ teamIds, addresses }: { teamIds: string[]; addresses: string[] }): void {
  if (teamIds.length + addresses.length > 0) return;
  throw new AppError("invalid", nobodyGetsIt, { addresses: nobodyGetsIt });
}
