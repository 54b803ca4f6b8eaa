import type { Can } from "@/lib/auth/actor";
import { explain, type Explanation } from "@/lib/conditions/memory";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import { decodeTableState } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { FieldValues } from "@/lib/fields/field";
import { asked } from "@/lib/sources/list";
import { contextOf, readRecords } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { shownState } from "./shown-state";

export interface RecordAnswer {
  id: string;
  label: string;
  /** Every field that has a value. */
  values: FieldValues;
  /** Whether the list shows it, on whatever page. */
  isHere: boolean;
  condition: Condition;
  why: Explanation;
  /** The search box of the list, when something is in it. */
  search: { text: string; matched: boolean } | null;
}

/**
 * One record and why it is, or is not, in the list that the address describes. `named` is its id, or what people call it: a username or
 * an e-mail address, a display id.
 * @throws AppError `not_found` in words, for a record that no filter could bring into this list
 */
export async function answerRecord(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  query: URLSearchParams,
  named: string,
): Promise<RecordAnswer> {
  const state = decodeTableState(query);
  const { condition } = await shownState(actor, source, state);
  const found = await findRecord(source, named.trim());
  if (!found) throw notInSource(source, named.trim());
  const context = contextOf(source, actor);
  const [values = {}] = (await readRecords(db, source, source.catalog.paths(), [found.id])).values();
  const why = explain(condition, values, context);
  const [bySearch, isHere] = await Promise.all([
    state.search ? holds(source, found.id, { condition: noFilter, search: state.search }) : true,
    holds(source, found.id, { condition, search: state.search, context }),
  ]);
  return {
    ...found,
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
    isHere,
    condition,
    why,
    search: state.search ? { text: state.search, matched: bySearch } : null,
  };
}

async function findRecord(source: Source, named: string): Promise<{ id: string; label: string } | null> {
  const name = named.normalize("NFC").toLowerCase();
  const spelled =
    source.target === "user"
      ? sql`(u.username = ${name} or u.email = ${name})`
      : sql`f.display_id = ${named.toUpperCase()}`;
  const is = uuid.test(named) ? sql`${source.id} = ${named}::uuid` : spelled;
  const [found] = await db.$queryRaw<{ id: string; label: string }[]>(
    sql`select ${source.id}::text as id, ${source.label} as label ${source.from} where ${source.where} and ${is} limit 1`,
  );
  return found ?? null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function notInSource(source: Source, named: string): AppError {
  const { scope, target } = source;
  if (target === "feedback") return new AppError("not_found", `There is no ticket “${named}” of this type.`);
  return new AppError(
    "not_found",
    scope.kind === "project"
      ? `Nobody called “${named}” takes part in ${scope.name}. Look under Members, or add them there.`
      : `There is no account called “${named}”, or it was deleted.`,
  );
}

async function holds(source: Source, id: string, question: Parameters<typeof asked>[1]): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(
    sql`select 1 ${source.from} where ${source.id} = ${id}::uuid and ${asked(source, question)} limit 1`,
  );
  return rows.length > 0;
}
