import { sql } from "@/lib/db/sql";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { SqlField } from "@/lib/fields/sql-field";
import { knownOutcomes, outcomeWords } from "@/lib/listeners/outcome-words";
import { recordStateWords } from "@/lib/perform-action/states";
import { deliveryStateWords } from "@/lib/webhooks/schema";
import type { DataSource } from "./data-source";
import { externalOf, fieldMaker, inScope, kinds, ofPlace, optionsOf, type Place } from "./place";
import { dataSourceLabels } from "./schema";

/** Webhooks that were queued for records, tests left out: one row each, however often it was tried. */
export function deliveriesSource(place: Place): DataSource {
  const field = fieldMaker({ key: "delivery", label: "Webhook" }, "delivery");
  return {
    key: "deliveries",
    name: dataSourceLabels.deliveries,
    noun: { one: "webhook", many: "webhooks" },
    list: null,
    scope: place.scope,
    zone: place.scope.timeZone,
    catalog: fieldCatalog([
      field("created_at", "Queued", kinds.instant, sql`d.created_at`, { required: true }),
      field("state", "State", kinds.choice, sql`d.state::text`, {
        options: stateOptions(deliveryStateWords),
        required: true,
      }),
      field("macro", "Macro", kinds.text, sql`m.name`, { required: true }),
      field("destination", "Destination", kinds.text, sql`(n.origin || n.path)`, { required: true }),
      field("record", "Record", kinds.text, sql`d.subject_label`, { required: true }),
      field("target", "Kind of record", kinds.choice, sql`d.target::text`, { options: targets, required: true }),
      field("attempts", "Attempts", kinds.number, sql`d.attempt`, { required: true }),
      field("status", "Last HTTP status", kinds.number, sql`d.last_status`),
      field("message", "Last message", kinds.text, sql`d.last_message`),
      field("delivered_at", "Delivered", kinds.instant, sql`d.delivered_at`),
      field("seconds", "Seconds until delivered", kinds.number, sql`extract(epoch from d.delivered_at - d.created_at)`),
      field("id", "Webhook id", kinds.text, sql`d.id::text`),
      field("project", "Project of the webhook", kinds.text, sql`pr.name`),
      ...ofSubject(place, "d.subject_id"),
    ]),
    from: sql`from webhook_delivery d
      left join macro m on m.id = d.macro_id
      left join endpoint n on n.id = d.endpoint_id
      left join project pr on pr.id = d.project_id`,
    where: sql`not d.is_test and ${inScope(place, sql`d.project_id`)}`,
    id: sql`d.id`,
    label: sql`d.subject_label`,
    searched: ["delivery.record", "delivery.macro"],
  };
}

/** What macros did: one row per record of each run. */
export function runsSource(place: Place): DataSource {
  const field = fieldMaker({ key: "run", label: "Macro run" }, "run");
  return {
    key: "runs",
    name: dataSourceLabels.runs,
    noun: { one: "record of a run", many: "records of runs" },
    list: null,
    scope: place.scope,
    zone: place.scope.timeZone,
    catalog: fieldCatalog([
      field("created_at", "Started", kinds.instant, sql`g.created_at`, { required: true }),
      field("macro", "Macro", kinds.text, sql`m.name`, { required: true }),
      field("state", "Outcome", kinds.choice, sql`x.state::text`, {
        options: stateOptions(recordStateWords),
        required: true,
      }),
      field("reason", "Reason", kinds.text, sql`x.reason`),
      field("cause", "Started by", kinds.choice, sql`g.cause::text`, { options: causes, required: true }),
      field("cause_name", "Name of what started it", kinds.text, sql`(g.cause_detail ->> 'label')`),
      field("record", "Record", kinds.text, sql`x.label`, { required: true }),
      field("target", "Kind of record", kinds.choice, sql`g.target::text`, { options: targets, required: true }),
      field("updated_at", "Last step", kinds.instant, sql`x.updated_at`, { required: true }),
      field("id", "Run id", kinds.text, sql`g.id::text`),
      field("project", "Project of the run", kinds.text, sql`pr.name`),
      ...ofSubject(place, "x.subject_id"),
    ]),
    from: sql`from macro_run_record x
      join macro_run g on g.id = x.run_id
      left join macro m on m.id = g.macro_id
      left join project pr on pr.id = g.project_id`,
    where: inScope(place, sql`g.project_id`),
    id: sql`x.id`,
    label: sql`x.label`,
    searched: ["run.record", "run.macro"],
  };
}

/** Calls of other systems, tests left out. */
export function callsSource(place: Place): DataSource {
  const field = fieldMaker({ key: "call", label: "Listener call" }, "call");
  return {
    key: "calls",
    name: dataSourceLabels.calls,
    noun: { one: "call", many: "calls" },
    list: null,
    scope: place.scope,
    zone: place.scope.timeZone,
    catalog: fieldCatalog([
      field("at", "Received", kinds.instant, sql`c.at`, { required: true }),
      field("listener", "External listener", kinds.text, sql`coalesce(l.name, c.listener_key)`, { required: true }),
      field("key", "Listener key", kinds.text, sql`c.listener_key`, { required: true }),
      field("outcome", "Outcome", kinds.choice, sql`c.outcome`, { options: outcomes, required: true }),
      field("status", "HTTP status", kinds.number, sql`c.status`, { required: true }),
      field("message", "Message", kinds.text, sql`c.message`),
      field("record", "Record", kinds.text, sql`c.subject_label`),
      field("ms", "Milliseconds", kinds.number, sql`c.ms`, { required: true }),
      field("bytes", "Bytes", kinds.number, sql`c.bytes`, { required: true }),
      field("ip", "Address", kinds.text, sql`c.ip`, { required: true }),
      field("id", "Call id", kinds.text, sql`c.id::text`),
      field("project", "Project of the listener", kinds.text, sql`pr.name`),
      ...ofSubject(place, "c.subject_id"),
    ]),
    from: sql`from listener_call c
      left join external_listener l on l.id = c.listener_id
      left join project pr on pr.id = c.project_id`,
    where: sql`not c.is_test and ${inScope(place, sql`c.project_id`)}`,
    id: sql`c.id`,
    label: sql`coalesce(c.subject_label, c.listener_key)`,
    searched: ["call.record", "call.listener"],
  };
}

/** External data of whatever the row was about: ids of people and tickets are never the same. */
function ofSubject(place: Place, column: "d.subject_id" | "x.subject_id" | "c.subject_id"): SqlField[] {
  const id = {
    "d.subject_id": sql`d.subject_id`,
    "x.subject_id": sql`x.subject_id`,
    "c.subject_id": sql`c.subject_id`,
  };
  return [...externalOf(place, "feedback", id[column]), ...externalOf(place, "user", id[column]), ...ofPlace(place)];
}

function stateOptions(words: Record<string, { label: string; color: string }>) {
  return Object.entries(words).map(([value, { label, color }]) => ({ value, label, color }));
}

const targets = optionsOf({ user: "User", feedback: "Ticket" });

const causes = optionsOf({
  manual: "By hand",
  bulk: "Perform action",
  listener: "External listener",
  trigger: "Trigger",
  schedule: "Schedule",
  macro: "Another macro",
  resend: "Resent",
  test: "Test",
});

const toneColors = { ok: "green", waiting: "blue", skipped: "gray", warning: "yellow", failed: "red" } as const;

const outcomes = knownOutcomes.map((value) => {
  const { word, tone } = outcomeWords(value);
  return { value, label: word, color: toneColors[tone] };
});
