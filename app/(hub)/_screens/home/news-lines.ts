import { auditAddress } from "@/app/(hub)/_screens/audit/audit-place";
import { formatCount } from "@/components/kit/format";
import { auditKindWords } from "@/lib/audit/schema";
import { encodeTableState } from "@/lib/conditions/table-state";
import { changesSince } from "@/lib/home/news-of-changes";
import type { ChangeNews, News, NewsCount, RecordNews, TicketNews } from "@/lib/home/news-schema";
import { writeLogQuestion } from "@/lib/macros/webhook-log-schema";

/** A line of what changed: what it is about, and counts in words, each with the list that it counts. */
export interface NewsLine {
  id: string;
  about: string;
  parts: { text: string; href: string }[];
}

/** @param root the address of the scope: `/projects/aurora`, `/community` @returns nothing of what nothing happened to */
export function newsLines(news: News, since: Date, root: string): NewsLine[] {
  const at = since.toISOString();
  const isProject = root.startsWith("/projects/");
  const runs = `${root}/runs?${new URLSearchParams({ ended: at })}`;
  const log = `${root}/logs?${writeLogQuestion({ state: "failed", since: at })}`;
  const reports = `${root}/reports?${new URLSearchParams({ shared: at })}`;
  const lines: NewsLine[] = [
    ...news.tickets.map((of) => ticketLine(of, root)),
    line("people", "People", records(news.people, `${root}/users`, isProject ? "joined" : "registered")),
    line("changes", "Configuration", news.changes && changeParts(news.changes, since, `${root}/audit`)),
    line("runs", "Bulk runs", counted(news.runs, runs, "ended")),
    line("failed", "Webhooks", counted(news.failed, log, "failed")),
    line("reports", "Reports", counted(news.reports, reports, "shared with you")),
    line("stopped", "Distributions stopped", stoppedParts(news.stopped, root)),
  ];
  return lines.filter(({ parts }) => parts.length > 0);
}

function line(id: string, about: string, parts: NewsLine["parts"] | null): NewsLine {
  return { id, about, parts: parts ?? [] };
}

function ticketLine({ typeKey, typeName, submitted, changed, commented }: TicketNews, root: string): NewsLine {
  const list = `${root}/feedback/${typeKey}`;
  return line(`tickets-${typeKey}`, typeName, [
    ...records(submitted, list, "new"),
    ...records(changed, list, "changed"),
    ...records(commented, list, "with new comments"),
  ]);
}

function changeParts({ parts, ...all }: ChangeNews, since: Date, log: string): NewsLine["parts"] {
  const question = changesSince(since);
  const noun = all.count === 1 ? "change" : "changes";
  return [
    ...counted(all, auditAddress(log, question), noun),
    ...parts.map(({ name, username, kind, count }) => ({
      text: `${name}: ${auditKindWords[kind]}, ${formatCount(count)}`,
      href: auditAddress(log, { ...question, by: username, kind }),
    })),
  ];
}

function stoppedParts(stopped: News["stopped"], root: string): NewsLine["parts"] {
  return stopped.map(({ id, name, reportId }) => ({
    text: name,
    href: `${root}/reports/${reportId}/distribution/${id}`,
  }));
}

function records(news: RecordNews | null, list: string, words: string): NewsLine["parts"] {
  if (!news) return [];
  const { condition, ...count } = news;
  return counted(count, `${list}?${encodeTableState({ condition })}`, words);
}

function counted(news: NewsCount | null, href: string, words: string): NewsLine["parts"] {
  if (!news || news.count === 0) return [];
  return [{ text: `${formatCount(news.count)}${news.exact ? "" : "+"} ${words}`, href }];
}
