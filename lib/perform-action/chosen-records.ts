import type { Actor } from "@/lib/auth/actor";
import { listUnanswered } from "@/lib/conditions/ask";
import { AppError } from "@/lib/errors/app-error";
import { asked } from "@/lib/sources/list";
import { join, raw, sql, type Sql } from "@/lib/db/sql";
import { contextOf } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import type { RunSelection, Selection } from "./schema";

/**
 * The WHERE of a selection in the FROM of its source.
 * @throws AppError `invalid` for a condition on a field that is gone, and for one that still waits for a value: it would ask nothing, and
 * the run would reach more records than anybody meant.
 */
export function whereChosen(source: Source, chosen: Selection, by?: Actor): Sql {
  if (chosen.kind === "ids") return sql`${source.where} and ${source.id} = any(${chosen.ids}::uuid[])`;
  const open = listUnanswered(chosen.condition)[0];
  if (open) {
    const title = source.catalog.find(open.test.field)?.label ?? open.test.field;
    throw new AppError(
      "invalid",
      `The filter asks for a value of “${title}”. Give it above the list, then perform the action.`,
    );
  }
  const where = asked(source, { ...chosen, context: contextOf(source, by) });
  return without(source, where, chosen.excluded);
}

/** The same for a run that is being expanded: judged as of its start, and nothing that came later. */
export function whereFrozen(source: Source, frozen: Extract<RunSelection, { kind: "matching" }>): Sql {
  const where = asked(source, { ...frozen, context: { ...contextOf(source), me: frozen.me, now: frozen.now } });
  return sql`${without(source, where, frozen.excluded)} and ${everyId(source, "<=", frozen.upTo)}`;
}

/** Behind this record in the order of ids. */
export function behind(source: Source, id: string): Sql {
  return everyId(source, ">", id);
}

// Said of the id in each table, or one of them would be read whole for every chunk.
function everyId(source: Source, sign: "<=" | ">", id: string): Sql {
  const ids = [source.id, ...(source.sameIds ?? [])];
  return join(
    ids.map((each) => sql`${each} ${raw(sign)} ${id}::uuid`),
    " and ",
  );
}

function without(source: Source, where: Sql, excluded: readonly string[]): Sql {
  if (excluded.length === 0) return where;
  return join([where, sql`${source.id} <> all(${[...excluded]}::uuid[])`], " and ");
}
