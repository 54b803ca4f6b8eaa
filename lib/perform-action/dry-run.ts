import { also } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { sql, type Sql } from "@/lib/db/sql";
import { previewActions, type RecordPreview } from "@/lib/macros/preview";
import type { ActionKind } from "@/lib/macros/schema";
import { openSecret } from "@/lib/secrets/secret";
import type { Source } from "@/lib/sources/source";
import { destinationOf } from "@/lib/webhooks/endpoints";
import type { WebhookAction } from "@/lib/webhooks/schema";
import { chosenMacro, type ChosenMacro } from "./chosen-macro";
import { whereChosen } from "./chosen-records";
import type { BulkInput } from "./schema";

export interface DryRun {
  macro: { id: string; name: string; does: ActionKind[] };
  /** Records chosen, and how many of them the macro will run on. */
  count: number;
  willRun: number;
  /** Whole records, or single actions, that will be left out, and why. */
  skips: { what: "record" | "email"; count: number; reason: string }[];
  /** What the first three records would send and write. */
  samples: (RecordPreview & { label: string })[];
  sends: PlannedSend[];
}

export interface PlannedSend {
  actionId: string;
  /** `https://hooks.slack.com` */
  origin: string;
  requests: number;
  /** The destination's limit; null is as fast as it answers. */
  perSecond: number | null;
  /** At least so long, by the limit. */
  seconds: number | null;
}

/**
 * What "Perform action" would do, without doing it: nothing is written, nothing leaves.
 * @throws AppError as `startBulk`, save that a selection without records is a count of 0.
 */
export async function dryRun(actor: Can<"macros.run">, { macroId, selection }: BulkInput): Promise<DryRun> {
  also(actor, "macros.read");
  const macro = await chosenMacro(actor, macroId);
  const where = whereChosen(macro.source, selection, actor);
  const [count, used, optedOut, first] = await Promise.all([
    countWhere(macro.source, where),
    macro.runOnce ? countWhere(macro.source, sql`${where} and ${usedBefore(macro)}`) : 0,
    countOptedOut(macro, where),
    firstRecords(macro.source, where),
  ]);
  const willRun = count - used;
  const previews = await previewActions(macro.source, macro, macro.actions, [...first.keys()]);
  return {
    macro: { id: macro.id, name: macro.name, does: [...new Set(macro.actions.map(({ kind }) => kind))] },
    count,
    willRun,
    skips: [
      ...(used > 0
        ? [{ what: "record" as const, count: used, reason: "This macro runs once per record, and it did." }]
        : []),
      ...(optedOut > 0 ? [{ what: "email" as const, count: optedOut, reason: "They turned off these e-mails." }] : []),
    ],
    samples: previews.map((preview) => ({ ...preview, label: first.get(preview.recordId) ?? "" })),
    sends: await Promise.all(
      macro.actions.flatMap((action) => (action.kind === "webhook" ? [plannedSend(action, willRun)] : [])),
    ),
  };
}

async function countWhere(source: Source, where: Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>(sql`select count(*)::int as n ${source.from} where ${where}`);
  return row?.n ?? 0;
}

function usedBefore({ id, source }: ChosenMacro): Sql {
  return sql`exists (select 1 from macro_once o where o.macro_id = ${id}::uuid and o.subject_id = ${source.id})`;
}

async function countOptedOut({ actions, source }: ChosenMacro, where: Sql): Promise<number> {
  const field = source.catalog.find("user.email_opt_out");
  const isMailed = actions.some((action) => action.kind === "email" && action.to === "target");
  return isMailed && field ? countWhere(source, sql`${where} and ${field.sql}`) : 0;
}

async function firstRecords(source: Source, where: Sql): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; label: string }[]>(
    sql`select ${source.id}::text as id, ${source.label} as label ${source.from} where ${where} order by ${source.id} desc limit 3`,
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
}

async function plannedSend(action: WebhookAction, requests: number): Promise<PlannedSend> {
  const url = action.urlSecret ? await openSecret(db, action.urlSecret.secretId) : action.url;
  const { origin, ratePerSecond } = destinationOf(url);
  const seconds = ratePerSecond ? Math.ceil(requests / ratePerSecond) : null;
  return { actionId: action.id, origin, requests, perSecond: ratePerSecond, seconds };
}
