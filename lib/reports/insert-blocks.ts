import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import type { ReportBlock } from "./schema";

/** Writes parts one after the other, the first at `position`. @returns their ids */
export async function insertBlocksIn(
  tx: Tx,
  reportId: string,
  blocks: readonly ReportBlock[],
  position: number,
): Promise<string[]> {
  const made = await tx.reportElement.createManyAndReturn({
    data: blocks.map((block, n) => ({ reportId, position: position + n, ...blockColumnsOf(block) })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

/** The columns of a part. Its filter is one of them, so that PostgreSQL keeps it from being deleted. */
export function blockColumnsOf(block: ReportBlock) {
  const { kind } = block;
  if (kind === "page_break") return { kind };
  if (kind === "text") return { kind, text: block.text };
  if (kind === "heading") return { kind, name: block.name };
  const { filterId, ...definition } = block.definition;
  return { kind, name: block.name, isHalf: block.isHalf, definition: plainJson(definition), filterId };
}
