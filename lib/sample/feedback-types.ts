import type { FeedbackTypeInput } from "@/lib/feedback/schema";

const severity = [
  { value: "critical", label: "Critical", color: "red" as const },
  { value: "high", label: "High", color: "orange" as const },
  { value: "medium", label: "Medium", color: "yellow" as const },
  { value: "low", label: "Low", color: "gray" as const },
];

const components = ["Boards", "Editor", "Sync", "Export", "Sign-in", "Notifications"];

export const bugReport: FeedbackTypeInput = {
  name: "Bug report",
  key: "bug-report",
  prefix: "BUG",
  description: "Something does not work as it should.",
  defaultVisibility: "public",
  commentWeight: 1,
  voteWeight: 2,
  duplicateWeight: 3,
  fields: [
    { label: "Severity", key: "severity", type: "choice", options: severity, required: true },
    {
      label: "Component",
      key: "component",
      type: "choice",
      options: components.map((label) => ({ value: label.toLowerCase(), label })),
      required: false,
    },
    { label: "Steps to reproduce", key: "steps", type: "long_text", options: [], required: false },
    { label: "App version", key: "app_version", type: "text", options: [], required: false },
    { label: "Happens every time", key: "reproducible", type: "boolean", options: [], required: false },
  ],
  statuses: [
    { key: "new", name: "New", color: "blue", isClosed: false, isDefault: true },
    { key: "open", name: "Open", color: "indigo", isClosed: false, isDefault: false },
    { key: "vetted", name: "Vetted", color: "yellow", isClosed: false, isDefault: false },
    { key: "in_progress", name: "In progress", color: "orange", isClosed: false, isDefault: false },
    { key: "closed", name: "Closed", color: "green", isClosed: true, isDefault: false },
  ],
  resolutions: [
    { key: "fixed", name: "Fixed" },
    { key: "duplicate", name: "Duplicate" },
    { key: "wont_fix", name: "Won’t fix" },
  ],
};

export const idea: FeedbackTypeInput = {
  name: "Idea",
  key: "idea",
  prefix: "IDEA",
  description: "Something that would make the product better.",
  defaultVisibility: "public",
  commentWeight: 1,
  voteWeight: 2,
  duplicateWeight: 3,
  fields: [
    { label: "Description", key: "description", type: "long_text", options: [], required: false },
    {
      label: "How much would it help?",
      key: "value",
      type: "choice",
      options: [
        { value: "a_lot", label: "A lot" },
        { value: "some", label: "Some" },
        { value: "little", label: "A little" },
      ],
      required: false,
    },
  ],
  statuses: [
    { key: "new", name: "New", color: "blue", isClosed: false, isDefault: true },
    { key: "considered", name: "Under consideration", color: "yellow", isClosed: false, isDefault: false },
    { key: "planned", name: "Planned", color: "indigo", isClosed: false, isDefault: false },
    { key: "closed", name: "Closed", color: "gray", isClosed: true, isDefault: false },
  ],
  resolutions: [],
};
