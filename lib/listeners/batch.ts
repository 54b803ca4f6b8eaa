import "server-only";
import type { Tx } from "@/lib/db/client";
import { isJsonObject, type JsonValue } from "@/lib/json/value";
import { judgeAccepted } from "./accept";
import type { Applied } from "./apply";
import { wordsOf, type Call, type Reply } from "./call";
import { handleItemIn, type Item, type ItemResult } from "./handle-item";

export const maxItems = 500;

/** A list, or an object that holds nothing but the list `items`. */
export function itemsOf(body: JsonValue): JsonValue[] | null {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body) || Object.keys(body).length !== 1 || !Array.isArray(body["items"])) return null;
  return body["items"];
}

type OneResult = ItemResult | { reply: Reply; effects: null; isUnwanted?: boolean };

interface Handled extends Applied {
  hasEffect: boolean;
  checks: Call["checks"];
}

/** Judges each item of a list by itself, in the order in which they stand; what is wrong with one does not touch the others. */
export async function handleItemsIn(
  tx: Tx,
  around: Pick<Item, "call" | "listener" | "filter">,
  items: readonly JsonValue[],
): Promise<Handled> {
  const results: OneResult[] = [];
  for (const body of items) results.push(await handleOneIn(tx, around, body));
  const said = results.map(({ reply }, index) => ({
    index,
    status: reply.status,
    ...wordsOf(reply),
    ...reply.more,
  }));
  const done = results.filter(({ effects }) => effects !== null).length;
  const wanted = results.filter((result) => !("isUnwanted" in result)).length;
  const counted = (count: number) => `${count} of ${items.length} items`;
  return {
    reply: { status: 200, outcome: "batch", message: `${counted(done)} had an effect.`, more: { items: said } },
    effects: { items: results.map((result, index) => ({ ...said[index], ...targetOf(result), ...result.effects })) },
    hasEffect: done > 0,
    checks: [
      ...(around.listener.accept.length > 0
        ? [{ check: "accepted" as const, ok: wanted > 0, note: counted(wanted) }]
        : []),
      { check: "effect", ok: done === wanted, note: counted(done) },
    ],
  };
}

async function handleOneIn(
  tx: Tx,
  around: Pick<Item, "call" | "listener" | "filter">,
  body: JsonValue,
): Promise<OneResult> {
  if (!isJsonObject(body)) {
    return {
      reply: { status: 400, outcome: "not_an_object", message: "Each item must be an object." },
      effects: null,
    };
  }
  const { reply } = judgeAccepted(around.listener.accept, body);
  return reply ? { reply, effects: null, isUnwanted: true } : handleItemIn(tx, { ...around, value: null, body });
}

function targetOf(result: Partial<ItemResult>): { target?: string } {
  const target = result.target?.label ?? result.targetGiven?.slice(0, 200);
  return target ? { target } : {};
}
