import type { MailFileToKeep } from "@/lib/mail/package";

/** An issue as everybody gets it. */
export interface RenderedIssue {
  /** Safe HTML for a mail's frame. */
  html: string;
  text: string;
  files: MailFileToKeep[];
  /** In words, which filters applied; empty: none. */
  filters: string[];
  /** When the oldest of its answers was read, an ISO instant. */
  asOf: string;
}
