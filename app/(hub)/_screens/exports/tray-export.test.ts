import { expect, test } from "vitest";
import type { ExportRow } from "@/lib/exports/queries";
import { trayExport } from "./tray-export";

const row = (change: Partial<ExportRow>): ExportRow => ({
  id: "f1",
  kind: "list",
  format: "xlsx",
  name: "Users",
  fileName: "aurora-users-2026-11-23.xlsx",
  project: { key: "aurora", name: "Aurora" },
  state: "running",
  done: 4_000,
  total: 10_000,
  bytes: 0,
  message: "",
  note: "",
  createdAt: "2026-11-23T10:00:00Z",
  finishedAt: null,
  expiresAt: "2026-11-30T10:00:00Z",
  ...change,
});

test("a file is said with its place and how far it is, in rows or elements", () => {
  expect(trayExport(row({}))).toMatchObject({
    title: "aurora-users-2026-11-23.xlsx",
    note: "Aurora · your export",
    href: "/files",
    status: "Being written",
    isOver: false,
    total: 10_000,
    parts: [{ label: "rows", count: 4_000, tone: "ok" }],
  });
  expect(trayExport(row({ kind: "report", format: "pdf", done: 3, total: 10 })).parts).toMatchObject([
    { label: "elements", count: 3 },
  ]);
});

test("what has not begun has no part, and what ended says how", () => {
  expect(trayExport(row({ state: "waiting", done: 0, total: null, project: null }))).toMatchObject({
    note: "Community · your export",
    status: "Waiting",
    total: 0,
    parts: [],
  });
  expect(trayExport(row({ state: "done", done: 10_000 }))).toMatchObject({
    status: "Ready",
    tone: "ok",
    isOver: true,
    download: "/api/exports/f1",
  });
  expect(trayExport(row({}))).not.toHaveProperty("download");
  expect(trayExport(row({ state: "failed" }))).toMatchObject({ status: "Failed", tone: "failed", isOver: true });
});
