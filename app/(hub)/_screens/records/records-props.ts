import type { ScopeRef } from "@/lib/auth/authorize";
import type { FieldInfo } from "@/lib/fields/field";
import type { SavedFilter } from "@/lib/filters/filters";
import type { OfferedMacro } from "@/lib/macros/queries";
import type { CountAnswer, ListAnswer } from "@/lib/views/answer-list";
import type { SavedView } from "@/lib/views/views";

/** What the server found for the address the page was opened with, so that the first rows are there at once. */
export interface FirstAnswer {
  /** The state as `encodeTableState` writes it. */
  key: string;
  list: ListAnswer;
  count: CountAnswer;
  /** When, in ms. */
  at: number;
}

/** What the list of users and the list of a feedback type differ in. */
export interface RecordsProps {
  kind: "user" | "feedback";
  /** "Project users", "Bug report". */
  title: string;
  scope: ScopeRef;
  /** `users` or `feedback:<type id>`. */
  source: string;
  /** The list's GET address with its own parameters, for example `/api/feedback?project=aurora&type=bug-report`. */
  api: string;
  /** Before a record's id (users) or display id (tickets). */
  recordBase: string;
  /** Before a run's id. */
  runsBase: string;
  fields: FieldInfo[];
  filters: SavedFilter[];
  views: SavedView[];
  /** Null when this person may not run macros. */
  macros: OfferedMacro[] | null;
  maySave: boolean;
  mayShare: boolean;
  /** With which teams it can be shared. */
  teams: { id: string; name: string }[];
  /** The zone in which days are judged. */
  zone: string;
  /** Null when the address asks for something that cannot be answered; the list then says what. */
  first: FirstAnswer | null;
}
