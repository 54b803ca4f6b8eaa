import type { Scope } from "@/lib/auth/actor";
import { authorizeSystem } from "@/lib/auth/authorize";
import { noFilter, type Condition, type ConditionTest } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { addBlock } from "@/lib/reports/block-commands";
import { createReport } from "@/lib/reports/commands";
import { pinElement } from "@/lib/reports/pins";
import { reportBlock, reportInput, type ReportBlock } from "@/lib/reports/schema";
import type { z } from "zod";

type Draft = z.input<typeof reportBlock>;
type Element = Extract<Draft, { kind: "element" }>;

/** A report that the project shares, with something of most styles. */
export async function makeReport(project: Scope, bugTypeId: string): Promise<void> {
  const { id: personId } = await db.user.findUniqueOrThrow({ where: { username: "manager" }, select: { id: true } });
  const actor = authorizeSystem(project, "reports.write", { via: "sample", name: "Sample programme", personId });
  const report = await createReport(
    actor,
    reportInput.omit({ id: true }).parse({
      name: "Programme overview",
      description: "How the beta programme is going: what came in, what is open, who takes part.",
      visibility: "shared",
      controls: [{ path: "feedback.created_at" }, { path: "external.crm.plan" }],
    }),
  );
  for (const block of blocksOf(`feedback:${bugTypeId}`)) {
    const { id } = await addBlock(actor, { destination: { kind: "report", id: report.id }, block });
    if (block.kind === "element" && pinned.has(block.name)) await pinElement(actor, id);
  }
}

/** On the project's home page. */
const pinned = new Set(["Severity by status", "Components with the most bug reports"]);

function blocksOf(bugs: string): ReportBlock[] {
  const count = { kind: "count" } as const;
  const severity = { path: "feedback.field.severity" };
  const element = (name: string, isHalf: boolean, definition: Element["definition"]): Draft => ({
    kind: "element",
    name,
    isHalf,
    definition,
  });
  const drafts: Draft[] = [
    { kind: "heading", name: "Feedback" },
    element("Open bug reports", true, {
      source: bugs,
      condition: only({ field: "feedback.closed", is: "is_false" }),
      measures: [{ ...count, label: "Open bug reports" }],
      style: "number",
    }),
    element("Tickets closed", true, {
      source: "feedback",
      groups: [{ path: "feedback.closed" }],
      measures: [{ kind: "share", label: "Share of tickets" }],
      style: "doughnut",
      options: { labels: true },
    }),
    element("Submitted per week", false, {
      source: "feedback",
      groups: [{ path: "feedback.created_at", bucket: "week" }, { path: "feedback.type" }],
      measures: [count],
      style: "column",
      options: { stack: "stacked" },
    }),
    element("Severity by status", true, {
      source: bugs,
      groups: [severity, { path: "feedback.status" }],
      measures: [count],
      style: "heat_map",
    }),
    element("Components with the most bug reports", true, {
      source: bugs,
      groups: [{ path: "feedback.field.component", top: 5 }],
      measures: [count],
      style: "bar",
      options: { labels: true },
    }),
    element("What matters most", false, {
      source: bugs,
      condition: only({ field: "feedback.closed", is: "is_false" }),
      items: [
        { path: "feedback.display_id" },
        { path: "feedback.title" },
        severity,
        { path: "feedback.status" },
        { path: "feedback.impact" },
        { path: "external.crm.account" },
      ],
      sort: [{ path: "feedback.impact", dir: "desc" }],
      limit: 10,
      style: "table",
    }),
    { kind: "heading", name: "Testers" },
    element("Testers by plan", true, {
      source: "users",
      groups: [{ path: "external.crm.plan" }],
      measures: [count],
      style: "pie",
      options: { labels: true },
    }),
    element("Sessions in the last 7 days", true, {
      source: "users",
      groups: [{ path: "external.app_usage.sessions_7d", edges: [1, 5, 10, 20] }],
      measures: [count],
      style: "column",
    }),
  ];
  return drafts.map((draft) => reportBlock.parse(draft));
}

function only(...tests: ConditionTest[]): Condition {
  return { ...noFilter, conditions: tests };
}
