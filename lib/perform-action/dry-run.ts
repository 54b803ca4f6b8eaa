import { also } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { sql, type Sql } from "@/lib/db/sql";
import { loadTemplatesOf } from "@/lib/macros/load-mails";
import { isEssential } from "@/lib/macros/mail-of";
import { previewActions, type RecordPreview } from "@/lib/macros/preview";
import { reversible, type ActionKind } from "@/lib/macros/schema";
import { worstOf, type WorstReason } from "@/lib/macros/worst-records";
import { openSecret } from "@/lib/secrets/secret";
import { destinationOf } from "@/lib/webhooks/endpoints";
import type { WebhookAction } from "@/lib/webhooks/schema";
import { chosenMacro, type ChosenMacro } from "./chosen-macro";
import { whereChosen } from "./chosen-records";
import type { BulkInput } from "./schema";
import { countChosen } from "./start-bulk";

export interface DryRun {
  macro: { id: string; name: string; does: ActionKind[] };
  /** Records chosen, and how many of them the macro will run on. */
  count: number;
  willRun: number;
  /** Whole records, or single actions, that will be left out, and why. */
  skips: { what: "record" | "email"; count: number; reason: string }[];
  /** What up to five records would send and write, chosen to hurt the templates. */
  samples: (RecordPreview & { label: string; why: WorstReason })[];
  /** So much leaves Fieldpost that the number has to be typed. */
  isDangerous: boolean;
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
  const [count, used, optedOut, worst] = await Promise.all([
    countChosen(macro.source, where),
    macro.runOnce ? countChosen(macro.source, sql`${where} and ${usedBefore(macro)}`) : 0,
    countOptedOut(macro, where),
    worstOf(macro.source, where),
  ]);
  const willRun = count - used;
  const previews = await previewActions(
    macro.source,
    macro,
    macro.actions,
    worst.map(({ id }) => id),
  );
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
    samples: previews.flatMap((preview) => {
      const chosen = worst.find(({ id }) => id === preview.recordId);
      return chosen ? [{ ...preview, label: chosen.label, why: chosen.why }] : [];
    }),
    isDangerous: willRun >= manyRecords && macro.actions.some(({ kind }) => !reversible[kind]),
    sends: await Promise.all(
      macro.actions.flatMap((action) => (action.kind === "webhook" ? [plannedSend(action, willRun)] : [])),
    ),
  };
}

/** From here on a mistake is told to more people than can be called. */
const manyRecords = 100;

function usedBefore({ id, source }: ChosenMacro): Sql {
  return sql`exists (select 1 from macro_once o where o.macro_id = ${id}::uuid and o.subject_id = ${source.id})`;
}

async function countOptedOut({ actions, source }: ChosenMacro, where: Sql): Promise<number> {
  const field = source.catalog.find("user.email_opt_out");
  const mails = await loadTemplatesOf(db, actions);
  const isMailed = actions.some(
    (action) => action.kind === "email" && action.to === "target" && !isEssential(action, mails),
  );
  return isMailed && field ? countChosen(source, sql`${where} and ${field.sql}`) : 0;
}

async function plannedSend(action: WebhookAction, requests: number): Promise<PlannedSend> {
  const url = action.urlSecret ? await openSecret(db, action.urlSecret.secretId) : action.url;
  const { origin, ratePerSecond } = destinationOf(url);
  const seconds = ratePerSecond ? Math.ceil(requests / ratePerSecond) : null;
  return { actionId: action.id, origin, requests, perSecond: ratePerSecond, seconds };
}
