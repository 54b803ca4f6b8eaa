import { notifications, notificationsStore } from "@mantine/notifications";
import { beforeEach, expect, test } from "vitest";
import type { ExportRow } from "@/lib/exports/queries";
import { expectExport, showExportNotice, showExportStarted, wasExpected } from "./export-notice";

const row = (id: string, change: Partial<ExportRow> = {}): ExportRow => ({
  id,
  kind: "list",
  format: "xlsx",
  name: `File ${id}`,
  fileName: `aurora-${id}.xlsx`,
  project: null,
  state: "done",
  done: 1,
  total: 1,
  bytes: 1,
  message: "",
  note: "",
  createdAt: "2026-11-23T10:00:00Z",
  finishedAt: "2026-11-23T10:00:01Z",
  expiresAt: "2026-11-30T10:00:00Z",
  ...change,
});

const titles = () => notificationsStore.getState().notifications.map(({ id, title }) => title ?? id);
const ends = (id: string, change: Partial<ExportRow> = {}) => {
  if (wasExpected(id)) showExportNotice(row(id, change));
};

beforeEach(() => {
  for (const { id } of notificationsStore.getState().notifications) if (id) notifications.hide(id);
});

test("files that are ready share one notice, and nothing is said to be written any more", () => {
  for (const id of ["a", "b"]) expectExport(id);
  showExportStarted();
  ends("a");
  expect(titles()).toEqual(["export-started", "“File a” is ready"]);
  ends("b");
  expect(titles()).toEqual(["2 files are ready"]);
  for (const { id } of notificationsStore.getState().notifications) if (id) notifications.hide(id);
  expectExport("c");
  ends("c");
  expect(titles()).toEqual(["“File c” is ready"]);
});

test("a file that failed says so beside", () => {
  expectExport("d");
  showExportStarted();
  ends("d", { state: "failed", message: "The report is gone." });
  expect(titles()).toEqual(["“File d” could not be exported"]);
});
