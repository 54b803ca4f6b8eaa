import type { FieldValues } from "@/lib/fields/field";
import { MAX_RENDERED_BYTES } from "./limits";
import type { Problem, Tag } from "./template";

/** Where a template stands. It decides what a tag's output may do to the text around it. */
export type Place = "json" | "form" | "url" | "header" | "text";

/** Why a record's values cannot be sent with this template. Goes into the log of the delivery, in words for a project manager. */
export interface RenderProblem {
  code: "too_large" | "empty_in_url" | "bad_in_url" | "bad_in_header";
  message: string;
  /** The tag whose value is to blame, where one is. */
  path?: string;
}

/** `empties` are the paths that printed nothing, for the preview to point at. */
export type Rendered = { ok: true; text: string; empties: string[] } | { ok: false; problem: RenderProblem };

/** A template read for its place: ready to render any number of records, or the problems that keep it from being saved. */
export type Compiled = { tags: readonly Tag[] } & (
  { ok: true; render: (values: FieldValues) => Rendered } | { ok: false; problems: readonly Problem[] }
);

export const tooLarge: Rendered = {
  ok: false,
  problem: {
    code: "too_large",
    message: `The rendered text is larger than ${MAX_RENDERED_BYTES / 1024} KB, so it was not sent.`,
  },
};
