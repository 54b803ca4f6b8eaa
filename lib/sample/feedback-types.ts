import { feedbackTypeInput } from "@/lib/feedback/schema";

const severity = [
  { value: "critical", label: "Critical", color: "red", weight: 4 },
  { value: "high", label: "High", color: "orange", weight: 2 },
  { value: "medium", label: "Medium", color: "yellow" },
  { value: "low", label: "Low", color: "gray", weight: 0.5 },
];

const components = ["Boards", "Editor", "Sync", "Export", "Sign-in", "Notifications"];

export const bugReport = feedbackTypeInput.parse({
  name: "Bug report",
  key: "bug-report",
  prefix: "BUG",
  description: "Something does not work as it should.",
  defaultVisibility: "public",
  fields: [
    { label: "Severity", key: "severity", type: "choice", options: severity, required: true },
    {
      label: "Component",
      key: "component",
      type: "choice",
      options: components.map((label) => ({ value: label.toLowerCase(), label })),
    },
    { label: "Steps to reproduce", key: "steps", type: "long_text" },
    { label: "App version", key: "app_version", type: "text" },
    { label: "Happens every time", key: "reproducible", type: "boolean" },
  ],
  statuses: [
    { key: "new", name: "New", color: "blue", isDefault: true },
    { key: "open", name: "Open", color: "indigo" },
    { key: "vetted", name: "Vetted", color: "yellow" },
    { key: "in_progress", name: "In progress", color: "orange" },
    { key: "closed", name: "Closed", color: "green", isClosed: true },
  ],
  resolutions: [
    { key: "fixed", name: "Fixed" },
    { key: "duplicate", name: "Duplicate" },
    { key: "wont_fix", name: "Won’t fix" },
  ],
});

export const idea = feedbackTypeInput.parse({
  name: "Idea",
  key: "idea",
  prefix: "IDEA",
  description: "Something that would make the product better.",
  defaultVisibility: "public",
  fields: [
    { label: "Description", key: "description", type: "long_text" },
    {
      label: "How much would it help?",
      key: "value",
      type: "choice",
      options: [
        { value: "a_lot", label: "A lot" },
        { value: "some", label: "Some" },
        { value: "little", label: "A little" },
      ],
    },
  ],
  statuses: [
    { key: "new", name: "New", color: "blue", isDefault: true },
    { key: "considered", name: "Under consideration", color: "yellow" },
    { key: "planned", name: "Planned", color: "indigo" },
    { key: "closed", name: "Closed", color: "gray", isClosed: true },
  ],
  resolutions: [],
});
