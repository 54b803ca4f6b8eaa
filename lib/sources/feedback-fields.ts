import { sql, type Sql } from "@/lib/db/sql";
import type { FeedbackType } from "@/lib/feedback/types";
import type { FieldOption, FieldType } from "@/lib/fields/field";
import type { FieldStorage, SqlField } from "@/lib/fields/sql-field";
import { valueRows } from "@/lib/fields/value-rows";
import { feedbackActivity } from "./activity-fields";
import { jsonValue } from "./user-fields";

/** The fields of a ticket, in a FROM where the ticket is `f`. `place` is the address before the display id. */
export function feedbackFields(type: FeedbackType, place: string): SqlField[] {
  const { projectId } = type;
  return [
    ...ticket(type, place),
    ...own(type),
    ...feedbackActivity({ prefix: "feedback", label: "Feedback activity", projectId, record: sql`f.id` }),
  ];
}

function ticket(type: FeedbackType, place: string): SqlField[] {
  const dataSet = { key: "feedback", label: "Feedback" };
  const field = (key: string, label: string, of: FieldType, storage: FieldStorage, expression: Sql): SqlField => ({
    path: `feedback.${key}`,
    label,
    dataSet,
    type: of,
    storage,
    sql: expression,
  });
  return [
    {
      ...field("display_id", "ID", "text", "text", sql`f.display_id`),
      equalsFolded: (id) => sql`f.display_id = ${id.toUpperCase()}`,
      required: true,
      order: () => ({ storage: "number", sql: sql`f.number` }),
    },
    {
      ...field("title", "Title", "text", "text", sql`f.title`),
      required: true,
      // As much as an index takes.
      order: () => ({ storage: "text", sql: sql`left(f.title, 200)` }),
    },
    { ...choice("status", "Status", sql`f.status_id`, type.statuses), dataSet, required: true },
    { ...choice("resolution", "Resolution", sql`f.resolution_id`, type.resolutions), dataSet },
    field(
      "closed",
      "Closed",
      "boolean",
      "boolean",
      sql`(f.status_id::text = any(${type.statuses.filter((status) => status.isClosed).map((status) => status.id)}::text[]))`,
    ),
    { ...field("created_at", "Submitted", "date", "instant", sql`f.created_at`), required: true },
    { ...field("modified_at", "Modified", "date", "instant", sql`f.modified_at`), required: true },
    {
      ...field(
        "modified_by",
        "Modified by",
        "text",
        "text",
        sql`(select o.username from app_user o where o.id = f.modified_by_id)`,
      ),
      person: true,
      equalsFolded: (username) => sql`f.modified_by_id = (select o.id from app_user o where o.username = ${username})`,
    },
    { ...field("popularity", "Popularity", "number", "number", sql`f.popularity`), required: true },
    { ...field("comments", "Comments", "number", "number", sql`f.comment_count`), required: true },
    { ...field("votes", "Votes", "number", "number", sql`f.vote_count`), required: true },
    { ...field("duplicates", "Duplicates", "number", "number", sql`f.duplicate_count`), required: true },
    field(
      "duplicate_of",
      "Duplicate of",
      "text",
      "text",
      sql`(select o.display_id from feedback o where o.id = f.duplicate_of_id)`,
    ),
    { ...field("attachments", "Attachments", "number", "number", sql`f.attachment_count`), required: true },
    { ...field("weight", "Weight", "number", "number", sql`f.weight`), required: true },
    { ...field("impact", "Impact", "number", "number", sql`f.impact`), required: true },
    { ...field("visibility", "Visibility", "choice", "text", sql`f.visibility::text`), options: visibilities },
    { ...field("blocked", "Blocked", "boolean", "boolean", sql`f.blocked`), required: true },
    { ...field("number", "Number", "number", "number", sql`f.number`), required: true },
    field("type", "Feedback type", "text", "text", sql`${type.name}::text`),
    field("id", "Ticket id", "text", "text", sql`f.id::text`),
    field("url", "Link to the ticket", "text", "text", sql`(${place}::text || f.display_id)`),
  ];
}

function own(type: FeedbackType): SqlField[] {
  const dataSet = { key: "feedback_form", label: type.name };
  return type.fields.map((field) => {
    const of = field.type === "long_text" ? "text" : field.type;
    const value = jsonValue(sql`f.values`, field.key, of);
    return {
      path: `feedback.field.${field.key}`,
      label: field.label,
      dataSet,
      type: of,
      ...value,
      ...valueRows({ id: field.id, storage: value.storage, exact: of === "choice" }, sql`f.id`),
      ...(of === "choice" ? { options: field.options } : {}),
    };
  });
}

/** A reference shown by its key. The few rows are written into the statement, so no join is needed and an index on the id serves. */
function choice(
  key: string,
  label: string,
  id: Sql,
  rows: readonly { id: string; key: string; name: string; color?: string }[],
): Omit<SqlField, "dataSet"> {
  const ids = rows.map((row) => row.id);
  const keys = rows.map((row) => row.key);
  return {
    path: `feedback.${key}`,
    label,
    type: "choice",
    storage: "text",
    options: rows.map((row): FieldOption => ({ value: row.key, label: row.name, color: row.color })),
    sql: sql`(${keys}::text[])[array_position(${ids}::text[], ${id}::text)]`,
    // As the type lists them, not by their names.
    order: () => ({ storage: "number", sql: sql`array_position(${ids}::text[], ${id}::text)` }),
    equals: (value) => sql`${id} = ${rows.find((row) => row.key === value)?.id ?? null}::uuid`,
  };
}

const visibilities: FieldOption[] = [
  { value: "private", label: "Private" },
  { value: "public", label: "Public" },
];
