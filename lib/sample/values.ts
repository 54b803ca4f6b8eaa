import { transaction } from "@/lib/db/transaction";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { writeValuesIn } from "@/lib/external-data/write";
import type { JsonValue } from "@/lib/json/value";
import { dice } from "./dice";
import { usageOf } from "./groups";
import { inParallel } from "./in-parallel";
import type { SamplePerson } from "./people";

/** What the CRM and the app have sent about the testers so far. */
export async function makeValues(
  testers: readonly SamplePerson[],
  groups: { crm: ExternalDataGroup; appUsage: ExternalDataGroup },
): Promise<void> {
  const roll = dice(99);
  const sent = testers.map((tester) => ({
    tester,
    ...usageOf(roll),
    at: new Date(Date.now() - roll.next() * 20 * 86_400_000).toISOString(),
  }));
  await inParallel(sent, ({ tester, crm, app, at }) =>
    transaction(async (tx) => {
      for (const [group, values] of [
        [groups.crm, crm],
        [groups.appUsage, app],
      ] as const) {
        if (!values) continue;
        await writeValuesIn(tx, {
          group,
          recordId: tester.id,
          values: byField(group, values),
          source: { source: "import", id: null, label: "Sample programme", at },
        });
      }
    }),
  );
}

function byField(group: ExternalDataGroup, sent: Record<string, JsonValue>): Map<string, JsonValue> {
  return new Map(
    group.fields.flatMap((field): [string, JsonValue][] =>
      field.parameter in sent ? [[field.id, sent[field.parameter] ?? null]] : [],
    ),
  );
}
