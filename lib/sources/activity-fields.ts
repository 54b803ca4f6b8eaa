import { empty, sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";
import { countOf, latestOf, type OthersRows } from "./sums";

/** What a record did and what was done with it. Without a project, in the whole community. */
export interface ActivityOf {
  /** `user`, `submitter`, `feedback`. */
  prefix: string;
  /** How the data set is called. */
  label: string;
  projectId: string | null;
  /** An expression of the record's id. */
  record: Sql;
}

/** A person's tickets, comments, macro runs and webhooks. */
export function userActivity(of: ActivityOf): SqlField[] {
  return [
    ...counted(of, ["feedback_count", "Tickets submitted"], ["last_feedback_at", "Last ticket"], tickets(of)),
    ...counted(of, ["comment_count", "Comments written"], ["last_comment_at", "Last comment"], commentsBy(of)),
    ...counted(of, ["vote_count", "Votes given"], ["last_vote_at", "Last vote"], votesBy(of)),
    ...automation(of, "user"),
  ];
}

/** When a ticket was last commented on (a number of comments it has itself), its macro runs and webhooks. */
export function feedbackActivity(of: ActivityOf): SqlField[] {
  return [
    field(of, "last_comment_at", "Last comment", "date", latestOf(commentsOn(of), of.record)),
    { ...field(of, "last_comment_by", "Last comment by", "text", authorOfLatest(of.record)), person: true },
    ...automation(of, "feedback"),
  ];
}

function automation(of: ActivityOf, target: "user" | "feedback"): SqlField[] {
  return [
    ...counted(of, ["macro_runs", "Macro runs"], ["last_macro_run_at", "Last macro run"], macroRuns(of)),
    ...counted(of, ["webhooks", "Webhooks"], ["last_webhook_at", "Last webhook"], webhooks(of, target, sql`true`)),
    field(
      of,
      "failed_webhooks",
      "Failed webhooks",
      "number",
      countOf(webhooks(of, target, sql`d.state in ('failed', 'invalid', 'blocked')`), of.record),
    ),
  ];
}

type Named = [key: string, label: string];

function counted(of: ActivityOf, count: Named, last: Named, rows: OthersRows): SqlField[] {
  return [
    field(of, ...count, "number", countOf(rows, of.record)),
    field(of, ...last, "date", latestOf(rows, of.record)),
  ];
}

function field(
  { prefix, label: dataSet }: ActivityOf,
  key: string,
  label: string,
  type: "number" | "date" | "text",
  asked: ReturnType<typeof countOf> | ReturnType<typeof authorOfLatest>,
): SqlField {
  return { path: `${prefix}.${key}`, label, dataSet: { key: `${prefix}_activity`, label: dataSet }, type, ...asked };
}

function tickets({ projectId }: ActivityOf): OthersRows {
  return {
    from: sql`from feedback f2 where ${inProject(sql`f2.project_id`, projectId)}`,
    of: sql`f2.submitter_id`,
    at: sql`f2.created_at`,
  };
}

function commentsBy({ projectId }: ActivityOf): OthersRows {
  return {
    from: sql`from comment c join feedback f3 on f3.id = c.feedback_id
      where c.kind = 'comment' and c.author_id is not null and ${inProject(sql`f3.project_id`, projectId)}`,
    of: sql`c.author_id`,
    at: sql`c.created_at`,
  };
}

function votesBy({ projectId }: ActivityOf): OthersRows {
  return {
    from: sql`from feedback_vote v join feedback f4 on f4.id = v.feedback_id where ${inProject(sql`f4.project_id`, projectId)}`,
    of: sql`v.user_id`,
    at: sql`v.at`,
  };
}

function commentsOn({ projectId }: ActivityOf): OthersRows {
  return {
    from: sql`from comment c join feedback f3 on f3.id = c.feedback_id
      where c.kind = 'comment' and ${inProject(sql`f3.project_id`, projectId)}`,
    ofRecord: sql`from comment c where c.kind = 'comment'`,
    of: sql`c.feedback_id`,
    at: sql`c.created_at`,
  };
}

/** Usernames are stored as they are compared. */
function authorOfLatest(ticket: Sql): Pick<SqlField, "storage" | "sql" | "equalsFolded"> {
  const latest = (what: Sql, join: Sql) => sql`(select ${what} from comment c ${join}
    where c.kind = 'comment' and c.feedback_id = ${ticket} order by c.created_at desc, c.id desc limit 1)`;
  return {
    storage: "text",
    sql: latest(sql`o.username`, sql`left join app_user o on o.id = c.author_id`),
    equalsFolded: (username) =>
      sql`${latest(sql`c.author_id`, empty)} = (select o.id from app_user o where o.username = ${username})`,
  };
}

/** Runs that came to an end for the record, whatever end; one that left it out did not run on it. */
function macroRuns({ projectId }: ActivityOf): OthersRows {
  return {
    from: sql`from macro_run_record r join macro_run m on m.id = r.run_id
      where r.state in ('done', 'failed') and ${inProject(sql`m.project_id`, projectId)}`,
    of: sql`r.subject_id`,
    at: sql`r.updated_at`,
  };
}

function webhooks({ projectId }: ActivityOf, target: "user" | "feedback", which: Sql): OthersRows {
  return {
    from: sql`from webhook_delivery d
      where d.target = ${target}::macro_target and not d.is_test and ${which} and ${inProject(sql`d.project_id`, projectId)}`,
    of: sql`d.subject_id`,
    at: sql`d.created_at`,
  };
}

function inProject(column: Sql, projectId: string | null): Sql {
  return projectId ? sql`${column} = ${projectId}::uuid` : sql`true`;
}
