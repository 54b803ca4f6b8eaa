import { expect, test } from "vitest";
import type { RunningImport } from "@/lib/imports/running";
import { trayImport } from "./tray-import";

const none = { create: 0, change: 0, same: 0, refused: 0, managers: 0 };
const row = (change: Partial<RunningImport>): RunningImport => ({
  id: "i1",
  kind: "users",
  groupId: null,
  fileName: "testers.csv",
  project: { key: "aurora", name: "Aurora" },
  startedBy: "Mara",
  state: "running",
  total: 10,
  tally: none,
  ...change,
});

test("an import is said with its file, its place and a link to its page", () => {
  expect(trayImport(row({ tally: { ...none, create: 4 } }))).toMatchObject({
    title: "Import of testers.csv",
    note: "Aurora · started by Mara",
    href: "/projects/aurora/users/import/i1",
    status: "Running",
    isOver: false,
    parts: [
      { label: "added", count: 4 },
      { label: "waiting", count: 6 },
    ],
  });
  expect(trayImport(row({ project: null, groupId: "g1", kind: "values" })).href).toBe(
    "/community/external-data/g1/import/i1",
  );
});

test("one that ended says how many rows were refused", () => {
  expect(trayImport(row({ state: "done", tally: { ...none, create: 8, refused: 2 } }))).toMatchObject({
    status: "Finished, 2 refused",
    tone: "warning",
    isOver: true,
  });
  expect(trayImport(row({ state: "done", tally: { ...none, refused: 10 } })).tone).toBe("failed");
  expect(trayImport(row({ state: "cancelled" }))).toMatchObject({ status: "Cancelled", tone: "skipped", isOver: true });
});
