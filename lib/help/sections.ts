/** The help centre's table of contents. An article names its section in its front matter; `parent` groups sections. */
export const sections = [
  {
    name: "Simple guides",
    parent: "Integrations and APIs",
    summary: "One guide for each building block: keys, webhooks, listeners, stored data, tags.",
  },
  {
    name: "Guides for particular systems",
    parent: "Integrations and APIs",
    summary: "Both sides of an integration, step by step: what to do there, what to do here.",
  },
  {
    name: "Troubleshooting",
    parent: "Integrations and APIs",
    summary: "What the words mean, what the codes say, and what to do about them.",
  },
  {
    name: "Programme",
    parent: null,
    summary: "Projects, people, tickets, lists, and who may do what.",
  },
  {
    name: "Operating Fieldpost",
    parent: null,
    summary: "For whoever runs the server: install, configure, back up, connect.",
  },
] as const;

export type SectionName = (typeof sections)[number]["name"];

export const sectionNames = sections.map((section) => section.name) as [SectionName, ...SectionName[]];

export function sectionOrder(name: SectionName): number {
  return sectionNames.indexOf(name);
}

export function parentOf(name: SectionName): string | null {
  return sections.find((section) => section.name === name)?.parent ?? null;
}
