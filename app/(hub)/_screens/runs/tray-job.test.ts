import { expect, test } from "vitest";
import type { RunningRow } from "@/lib/perform-action/running";
import { trayJob } from "./tray-job";

const none = { waiting: 0, running: 0, waiting_for_webhook: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 };
const row = (change: Partial<RunningRow>): RunningRow => ({
  id: "r1",
  macro: "Escalate",
  project: { key: "aurora", name: "Aurora" },
  startedBy: "Mara",
  state: "running",
  total: 10,
  counts: none,
  ...change,
});

test("a run is said with its place, who started it, and a link to its page", () => {
  expect(trayJob(row({ counts: { ...none, done: 4, waiting: 6 } }))).toMatchObject({
    title: "Escalate",
    note: "Aurora · started by Mara",
    href: "/projects/aurora/runs/r1",
    status: "Running",
    isOver: false,
    total: 10,
  });
  expect(trayJob(row({ project: null, startedBy: "" }))).toMatchObject({
    note: "Community",
    href: "/community/runs/r1",
  });
});

test("what only waits for answers says so, and what ended says how many failed", () => {
  expect(trayJob(row({ counts: { ...none, done: 8, waiting_for_webhook: 2 } })).status).toBe("Waiting for webhook");
  expect(trayJob(row({ state: "done", counts: { ...none, done: 8, failed: 2 } }))).toMatchObject({
    status: "Finished, 2 failed",
    tone: "warning",
    isOver: true,
  });
  expect(trayJob(row({ state: "done", counts: { ...none, failed: 2 } })).tone).toBe("failed");
  expect(trayJob(row({ state: "done", counts: { ...none, done: 10 } }))).toMatchObject({
    status: "Finished",
    tone: "ok",
  });
});

test("while records are collected, those known so far are the whole", () => {
  expect(trayJob(row({ state: "expanding", total: null, counts: { ...none, waiting: 500 } }))).toMatchObject({
    status: "Collecting records",
    total: 500,
  });
});
