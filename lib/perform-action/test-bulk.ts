import { randomUUID } from "node:crypto";
import { noFilter } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import type { MacroDraft } from "@/lib/macros/schema";
import type { TestProgramme } from "@/lib/macros/test-programme";
import type { Selection } from "./schema";

/** What tests of bulk runs begin with: tickets of a programme, a macro for them, and whoever runs it. */
export function bulkOf(programme: () => TestProgramme) {
  return {
    runner: () => programme().can("macros.run"),
    tickets: async (count: number, titleOf = (n: number) => `Ticket ${n}`) => {
      const user = await programme().user();
      const made = [];
      for (let n = 0; n < count; n++) made.push(await programme().ticket(user.id, titleOf(n)));
      return made;
    },
    macro: (...actions: unknown[]) =>
      programme().macro(programme().tickets, { actions: actions as MacroDraft["actions"] }),
  };
}

export const everything: Selection = { kind: "matching", condition: noFilter, excluded: [] };

export function comment(more: Record<string, unknown> = {}) {
  return { id: randomUUID(), kind: "add_comment" as const, body: "said", ...more };
}

export async function labels(runId: string): Promise<string[]> {
  const records = await db.macroRunRecord.findMany({ where: { runId }, orderBy: { subjectId: "asc" } });
  return records.map(({ label }) => label);
}
