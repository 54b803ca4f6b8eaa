/**
 * A field says what a record has: once, for lists, filters, views, tags, reports and exports alike. Its path is the same in a saved
 * filter, in a view and in a dynamic tag: `user.email`, `feedback.field.severity`, `external.jira.key`.
 */
export type FieldType = "text" | "number" | "boolean" | "date" | "choice" | "list";

export interface FieldOption {
  value: string;
  label: string;
  /** A name from the theme (`green`, `red`, `gray`…), for the badge of this option. */
  color?: string;
}

export interface FieldInfo {
  /** Stable dotted path; external data: `external.<group key>.<field key>`. */
  path: string;
  label: string;
  /** The group under which pickers show it: User account, Participation, App usage… */
  dataSet: { key: string; label: string };
  /**
   * `choice` is one option's value as text, `list` several option values or free texts (teams). `date` is an ISO 8601 text: an instant
   * `YYYY-MM-DDTHH:MM:SS.sssZ`, or a day `YYYY-MM-DD` that no zone may shift.
   */
  type: FieldType;
  options?: readonly FieldOption[];
  /** Of a text: names from the theme for values that have a colour of their own. */
  colors?: Readonly<Record<string, string>>;
  /** Shown on summaries, starred. External data only. */
  favorite?: boolean;
  /** Never shown to participants (external data, notes, weights). */
  internal?: boolean;
  /** A text that names a person by username, so that "is me" can be asked of it. */
  person?: boolean;
}

/** What a field holds for one record. Empty text, empty list and missing are all `null`. */
export type FieldValue = string | number | boolean | readonly string[] | null;

/** The values of one record, by field path. */
export type FieldValues = Readonly<Record<string, FieldValue>>;
