import type { ElementData } from "@/lib/elements/data";
import type { ElementDefinition } from "@/lib/elements/schema";

/** A report as its mail shows it, before it is HTML or text. */
export interface MailReport {
  title: string;
  /** Of what place: the project's name, or the community's. */
  place: string;
  /** Null for what is sent by hand. */
  number: number | null;
  note: string;
  /** In words, which filters applied; empty: none. Each element says its own in its note. */
  filters: string[];
  /** When the oldest of its answers was read, an ISO instant, and the zone to say it in. */
  asOf: string;
  zone: string;
  /** Where the report is; whoever has an account signs in there. */
  url: string;
  blocks: MailBlock[];
  attached: string[];
  linked: LinkedFile[];
  /** What it leaves out, in words. */
  notes: string[];
}

export type MailBlock = { kind: "heading"; text: string } | { kind: "text"; text: string } | MailElement;

export interface MailElement {
  kind: "element";
  name: string;
  definition: ElementDefinition;
  data: ElementData;
  /** What it shows, in one sentence; the same that the picture says to those who do not see it. */
  sentence: string;
  /** What its reader should know: which filter applied to it. */
  note?: string;
  /** Of a chart: the picture within the mail, and how wide it is shown at most, in px. */
  picture: { contentId: string; width: number } | null;
}

/** A file that is too large to travel with the mail. */
export interface LinkedFile {
  name: string;
  url: string;
  bytes: number;
  /** An ISO instant. */
  until: string;
}

/** Rows of a table that a mail shows. */
export const mailRows = 20;

/** Characters of a cell that a mail shows. */
export const mailCellChars = 200;
