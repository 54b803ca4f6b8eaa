import type { FeedbackTypeInput } from "@/lib/feedback/schema";

/** What a new feedback type starts with: a ticket can be opened, worked on and closed. */
export const firstType: FeedbackTypeInput = {
  name: "",
  key: "",
  prefix: "",
  description: "",
  defaultVisibility: "private",
  commentWeight: 1,
  voteWeight: 2,
  duplicateWeight: 3,
  takesFiles: true,
  fields: [
    {
      label: "Description",
      key: "description",
      type: "long_text",
      options: [],
      required: true,
      help: "",
      staffOnly: false,
    },
  ],
  statuses: [
    { name: "New", key: "new", color: "blue", isClosed: false, isDefault: true, teamIds: [] },
    { name: "Open", key: "open", color: "indigo", isClosed: false, isDefault: false, teamIds: [] },
    { name: "Closed", key: "closed", color: "green", isClosed: true, isDefault: false, teamIds: [] },
  ],
  resolutions: [],
};
