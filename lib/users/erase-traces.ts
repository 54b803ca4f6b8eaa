import { z } from "zod";
import { db } from "@/lib/db/client";
import { sql, type Sql } from "@/lib/db/sql";
import { openSecrets } from "@/lib/secrets/secret";
import { replaceMentions } from "./replace-mentions";
import { rewriteHistory } from "./rewrite-history";
import { standIn } from "./stand-in";

const identity = z.object({ email: z.string(), username: z.string(), firstName: z.string(), lastName: z.string() });
export type Identity = z.output<typeof identity>;

/**
 * Goes through everything that was written down about a deleted person. What is about the person is emptied, rows and verdicts stay, so
 * that runs, deliveries and calls keep their counts; elsewhere the address and the full name give way to the stand-in's. Goes on after a
 * crash: who the person was is kept sealed until the last step, and forgotten with it.
 */
export async function eraseTraces(userId: string): Promise<void> {
  const sealed = await db.secret.findMany({ where: { ownerKind: "erasure", ownerId: userId }, select: { id: true } });
  const values = await openSecrets(
    db,
    sealed.map(({ id }) => id),
  );
  for (const value of values.values()) {
    const person = identity.parse(JSON.parse(value));
    for (const statement of statements(userId, person)) await rewriteHistory(statement);
    await replaceMentions(person, standIn(userId));
  }
  await db.secret.deleteMany({ where: { ownerKind: "erasure", ownerId: userId } });
}

/** Each empties one kind of trace; doing it twice does no harm. */
function statements(id: string, { email, username }: Identity): Sql[] {
  const { username: name, email: address } = standIn(id);
  const erased = "This was erased with the account.";
  const deliveries = sql`select id from webhook_delivery where subject_id = ${id}::uuid
    or subject_id in (select id from feedback where submitter_id = ${id}::uuid)`;
  const calls = sql`select id from listener_call where subject_id = ${id}::uuid or position(${id} in effects::text) > 0`;
  return [
    // Deliveries of the person's tickets go on: without the bytes of the first try the request is rendered anew.
    sql`delete from delivery_body where delivery_id in (${deliveries})`,
    sql`update delivery_attempt set request_meta = null, response_meta = null where delivery_id in (${deliveries})`,
    sql`update delivery_attempt set captured = null, message = null
         where delivery_id in (select id from webhook_delivery where subject_id = ${id}::uuid)`,
    sql`update webhook_delivery set subject_label = ${name} where subject_id = ${id}::uuid`,
    sql`delete from listener_body where call_id in (${calls})`,
    sql`update listener_call set target_given = ${name}, subject_label = ${name}, message = null, effects = null, checks = '[]'
         where subject_id = ${id}::uuid`,
    sql`update listener_call set effects = null, message = null where id in (${calls})`,
    sql`update data_package_pull set given = ${name}, subject_label = ${name} where subject_id = ${id}::uuid`,
    // What holds personal data is read anew, until the next snapshot, which knows the person no more.
    sql`update data_package set snapshot_id = null, snapshot_at = null where cardinality(confirmed) > 0`,
    sql`delete from data_package_chunk where package_id in (select id from data_package where cardinality(confirmed) > 0)`,
    sql`update macro_run_record set label = ${name} where subject_id = ${id}::uuid`,
    sql`update macro_run set cause_detail = jsonb_set(cause_detail, '{label}', to_jsonb(${name}::text)) where by_id = ${id}::uuid`,
    // What a trigger saw of the person, and what it said of it.
    sql`update macro_run set cause_detail = cause_detail - 'change'
         where cause_detail ? 'change' and id in (select run_id from macro_run_record where subject_id = ${id}::uuid)`,
    sql`delete from record_event where subject_id = ${id}::uuid`,
    sql`update trigger_verdict set detail = detail - 'reason' where subject_id = ${id}::uuid`,
    sql`update macro_run set undone_by = ${name} where undone_by_id = ${id}::uuid`,
    sql`update import_row set cells = array_fill(''::text, array[cardinality(cells)]), detail = null, changes = '[]', claims = '{}',
               subject = case when subject is null then null else jsonb_set(subject, '{label}', to_jsonb(${name}::text)) end
         where subject->>'id' = ${id}
            or exists (select from unnest(cells) cell where lower(trim(cell)) in (${email}, ${username}))`,
    sql`update import set by_name = ${name} where by_id = ${id}::uuid`,
    sql`update invitation set invited_by = ${name} where invited_by_id = ${id}::uuid`,
    sql`update email_message set subject = ${erased}, text = '', html = null, answer = null, state = case state when 'queued' then 'failed' else state end,
               "to" = case lower("to") when ${email} then ${address} else "to" end, unsubscribe_url = null, package_id = null
         where subject_id = ${id}::uuid or lower("to") = ${email}`,
    // Nobody can go through a PDF for a name, so what was mailed of reports goes whole.
    sql`delete from mail_package p where not exists (select from email_message m where m.package_id = p.id and m.state = 'queued')`,
    sql`delete from distribution_recipient where user_id = ${id}::uuid or address = ${email}`,
    sql`delete from distribution_opt_out where address = ${email}`,
    sql`update distribution set addresses = array_remove(addresses, ${email}) where ${email} = any(addresses)`,
    sql`update distribution_issue set request = jsonb_set(request, '{addresses}', (request->'addresses') - ${email}::text)
         where request->'addresses' ? ${email}`,
    sql`update audit_entry set before = jsonb_set(before, '{addresses}', (before->'addresses') - ${email}::text)
         where kind = 'distribution' and before->'addresses' ? ${email}`,
    sql`update audit_entry set after = jsonb_set(after, '{addresses}', (after->'addresses') - ${email}::text)
         where kind = 'distribution' and after->'addresses' ? ${email}`,
    sql`update audit_entry set label = ${name}, before = null, after = null where object_id = ${id}`,
    sql`update audit_entry set by_name = ${name}, ip = null, browser = null where by_id = ${id}::uuid`,
    ...origins.map(
      ([table, column]) =>
        sql`update ${table} set ${column} = jsonb_set(${column}, '{label}', to_jsonb(${name}::text))
             where ${column}->>'kind' = 'person' and ${column}->>'id' = ${id}`,
    ),
  ];
}

/** Where it is written who did something. */
const origins = [
  [sql`comment`, sql`origin`],
  [sql`user_comment`, sql`origin`],
  [sql`feedback`, sql`origin`],
  [sql`feedback_change`, sql`origin`],
  [sql`score_entry`, sql`cause`],
  [sql`team_log`, sql`cause`],
  [sql`email_message`, sql`cause`],
] as const;
