import type { ListenerTarget } from "@/lib/listeners/schema";

interface TargetWords {
  /** "the user" */
  one: string;
  /** What VALUE stands for: "the user's e-mail or username". */
  value: string;
  /** The same, short, for a select: "e-mail or username". */
  by: string;
  filterNote: string;
}

/** How a listener's form speaks of its targets. */
export const targetWords: Record<ListenerTarget, TargetWords> = {
  user: {
    one: "user",
    value: "the user's e-mail or username",
    by: "e-mail or username",
    filterNote: "Users must match the filter for the listener to trigger.",
  },
  feedback: {
    one: "ticket",
    value: "the ticket's id, such as BUG-42",
    by: "ticket id",
    filterNote: "Feedback must match the filter for the listener to trigger.",
  },
  project: { one: "project", value: "the project's key", by: "project key", filterNote: "" },
};
