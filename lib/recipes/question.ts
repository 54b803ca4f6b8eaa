/** What a recipe asks before it is installed. Browser-safe. */

interface Asked {
  /** The member of the answers. */
  name: string;
  label: string;
  help?: string;
  optional?: boolean;
}

export type Question = Asked &
  (
    | { kind: "text" | "number" | "long_text"; placeholder?: string; initial?: string | number }
    /** Typed once, kept as a secret. */
    | { kind: "secret"; placeholder?: string }
    | { kind: "choice"; options: { value: string; label: string }[]; initial: string }
    /** A feedback type of the project. */
    | { kind: "feedback_type" }
    /** Of the feedback type that was chosen: a status, a resolution, values of its choices (`severity=critical`), a field with text. */
    | { kind: "status" | "resolution" | "values" | "text_field" }
    /** A profile field of the community; `guess` are the keys that it probably has. */
    | { kind: "profile_field"; guess: readonly string[] }
    /** By which other systems prove themselves to the listener. */
    | { kind: "api_key" }
  );

export type Answer = string | number | string[] | null;
export type Answers = Record<string, Answer>;

/** What one can choose from. */
export interface RecipeFacts {
  types: RecipeType[];
  profileFields: { key: string; label: string }[];
  apiKeys: { id: string; name: string }[];
  /** The project's, for schedules. */
  timeZone: string;
}

export interface RecipeType {
  key: string;
  name: string;
  statuses: { key: string; name: string; isClosed: boolean }[];
  resolutions: { key: string; name: string }[];
  fields: { key: string; label: string; type: string; options: { value: string; label: string }[] }[];
}

/** What is to be done in the other system, in order; `code` is to be copied there. */
export interface Step {
  text: string;
  code?: string;
}
