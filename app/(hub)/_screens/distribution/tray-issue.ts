import type { TrayJob } from "@/components/shell/jobs-tray";
import type { RunningIssue } from "@/lib/distributions/running";
import { isUnderWay } from "@/lib/distributions/under-way";
import { issueParts, issueTotal } from "./issue-parts";
import { issueWord } from "./words";

/** A report that is being made and mailed, as the tray says it. */
export function trayIssue(row: RunningIssue): TrayJob {
  const { id, name, cause, project, reportId, counts } = row;
  const root = project ? `/projects/${project.key}` : "/community";
  const { tone, word } = issueWord(row);
  return {
    id,
    title: name,
    note: `${project ? project.name : "Community"} · ${causes[cause]}`,
    href: `${root}/reports/${reportId}/distribution/issues/${id}`,
    tone,
    status: word,
    isOver: !isUnderWay(row),
    total: issueTotal(counts),
    parts: issueParts(row),
  };
}

const causes: Record<RunningIssue["cause"], string> = {
  schedule: "your distribution",
  once: "e-mailed by you",
  test: "your test",
};
