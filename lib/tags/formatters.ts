export type ArgKind = "any" | "text" | "count" | "zone";

export interface FormatterInfo {
  name: FormatterName;
  args: readonly { name: string; kind: ArgKind; optional?: boolean }[];
  /** A whole tag, and what it prints. */
  example: string;
  result: string;
  /** One sentence for the picker. */
  sentence: string;
}

/**
 * The closed list of formatters. They run from left to right; an empty value passes through all of them untouched except `default` and
 * `json`. Where a value is a list, `upper lower trim slack soql` work on every element and keep the list; the others see its elements
 * joined by ", ".
 *
 * | Formatter              | Result                                                                                               |
 * | ---------------------- | ---------------------------------------------------------------------------------------------------- |
 * | default:value          | `value` (text or number) where the tag is empty: no value, empty text, empty list                     |
 * | upper, lower           | upper or lower case                                                                                  |
 * | trim                   | without spaces and line breaks at both ends                                                          |
 * | truncate:n:ending      | at most n characters as a person counts them; what was cut ends in `ending`, "…" if left out, within n |
 * | date:pattern:zone      | tokens YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s SSS A a Z, `[literal]`; zone UTC if left out. A day without a time is never shifted. Default pattern YYYY-MM-DD, with HH:mm where there is a time. Not a date: empty |
 * | number:decimals        | a plain number, rounded to `decimals` (0 to 20); typed where it stands bare in JSON. Not a number: empty |
 * | json                   | JSON text; standing bare in JSON, the value itself                                                   |
 * | url                    | percent-encoded as by encodeURIComponent, and ' ( ) * ! as well; refused inside a URL, which encodes by itself |
 * | slack                  | & < > as &amp; &lt; &gt;, so a value cannot ping a channel or fake a link                            |
 * | soql                   | backslash before backslash, ' and ", line breaks as \n, for text inside a quoted SOQL literal          |
 * | list:separator         | the elements joined by `separator`, ", " if left out                                                 |
 * | first                  | the first element of a list; anything else as it is                                                  |
 */
export const formatters: readonly FormatterInfo[] = [
  {
    name: "default",
    args: [{ name: "value", kind: "any" }],
    example: '((user.first_name|default:"there"))',
    result: "there",
    sentence: "Prints this value where the tag is empty.",
  },
  { name: "upper", args: [], example: "((project.key|upper))", result: "BETA", sentence: "Prints upper case." },
  { name: "lower", args: [], example: "((user.email|lower))", result: "jane@acme.com", sentence: "Prints lower case." },
  {
    name: "trim",
    args: [],
    example: "((feedback.title|trim))",
    result: "Title",
    sentence: "Removes spaces at both ends.",
  },
  {
    name: "truncate",
    args: [
      { name: "length", kind: "count" },
      { name: "ending", kind: "text", optional: true },
    ],
    example: "((feedback.title|truncate:12))",
    result: "Export cras…",
    sentence: "Cuts to this many characters; the last one becomes … when something was cut.",
  },
  {
    name: "date",
    args: [
      { name: "pattern", kind: "text", optional: true },
      { name: "zone", kind: "zone", optional: true },
    ],
    example: '((now|date:"D MMM YYYY, HH:mm":"Europe/Berlin"))',
    result: "1 Oct 2026, 12:22",
    sentence:
      "Prints a date by a pattern (YYYY MM DD HH mm ss …), in UTC or the zone you name. A day is never shifted.",
  },
  {
    name: "number",
    args: [{ name: "decimals", kind: "count", optional: true }],
    example: "((user.score|number:2))",
    result: "42.00",
    sentence: "Prints a plain number with this many decimals.",
  },
  {
    name: "json",
    args: [],
    example: "((user.teams|json))",
    result: '["Support","VIP"]',
    sentence: "Prints the value as JSON.",
  },
  {
    name: "url",
    args: [],
    example: "((user.email|url))",
    result: "jane%2Bbeta%40acme.com",
    sentence: "Encodes the value for a URL inside a body. In a URL field this happens by itself.",
  },
  {
    name: "slack",
    args: [],
    example: "((feedback.title|slack))",
    result: "a &lt;b&gt;",
    sentence: "Makes text safe for Slack: & < > lose their meaning, so nothing pings a channel.",
  },
  {
    name: "soql",
    args: [],
    example: "((user.last_name|soql))",
    result: "O\\'Brien",
    sentence: "Makes text safe inside quotes of a Salesforce query.",
  },
  {
    name: "list",
    args: [{ name: "separator", kind: "text", optional: true }],
    example: '((user.teams|list:" / "))',
    result: "Support / VIP",
    sentence: "Joins the elements of a list with this text between them.",
  },
  {
    name: "first",
    args: [],
    example: "((user.teams|first))",
    result: "Support",
    sentence: "Prints the first element of a list.",
  },
];

export type FormatterName =
  | "default"
  | "upper"
  | "lower"
  | "trim"
  | "truncate"
  | "date"
  | "number"
  | "json"
  | "url"
  | "slack"
  | "soql"
  | "list"
  | "first";

const byName = new Map<string, FormatterInfo>(formatters.map((formatter) => [formatter.name, formatter]));

export function findFormatter(name: string): FormatterInfo | undefined {
  return byName.get(name);
}
