import { expect, test } from "vitest";
import type { RunningIssue } from "@/lib/distributions/running";
import { trayIssue } from "./tray-issue";

const row = (change: Partial<RunningIssue>): RunningIssue => ({
  id: "i1",
  cause: "schedule",
  state: "sending",
  name: "To the board",
  reportId: "r1",
  project: { key: "aurora", name: "Aurora" },
  counts: { sent: 12, waiting: 28, kept: 0, failed: 0, leftOut: 3 },
  ...change,
});
const none = { sent: 0, waiting: 0, kept: 0, failed: 0, leftOut: 0 };

test("a sending says where it is, and how many of its mails are sent; who is left out gets none", () => {
  expect(trayIssue(row({}))).toMatchObject({
    title: "To the board",
    note: "Aurora · your distribution",
    href: "/projects/aurora/reports/r1/distribution/issues/i1",
    status: "Being sent",
    isOver: false,
    total: 40,
    parts: [
      { label: "sent", count: 12, tone: "ok" },
      { label: "under way", count: 28, tone: "waiting" },
    ],
  });
});

test("what is being made has no mails yet; it is over when the last mail is sent, or it failed", () => {
  expect(trayIssue(row({ state: "waiting", counts: none, project: null, cause: "once" }))).toMatchObject({
    note: "Community · e-mailed by you",
    href: "/community/reports/r1/distribution/issues/i1",
    status: "Being made",
    isOver: false,
    parts: [],
  });
  expect(trayIssue(row({ state: "sent" }))).toMatchObject({ status: "Under way", isOver: false });
  const refused = { ...none, sent: 38, failed: 2 };
  expect(trayIssue(row({ state: "sent", counts: refused }))).toMatchObject({
    status: "Sent, with failures",
    isOver: true,
  });
  expect(trayIssue(row({ state: "failed" }))).toMatchObject({
    tone: "failed",
    isOver: true,
    parts: [{ label: "sent" }, { label: "not written", count: 28 }],
  });
});
