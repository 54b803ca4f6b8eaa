import { expect, test } from "vitest";
import type { Scope } from "@/lib/auth/actor";
import { contentDisposition } from "@/lib/csv/content-disposition";
import { exportFileName } from "./file-name";

const aurora: Scope = { kind: "project", id: "1", key: "aurora", name: "Aurora", timeZone: "Pacific/Auckland" };
const at = new Date("2026-11-22T20:00:00Z");

test("a file is named after its place, what it is of and the day there", () => {
  expect(exportFileName(aurora, "Weekly report", "pdf", at)).toBe("aurora-weekly-report-2026-11-23.pdf");
  expect(exportFileName({ kind: "community", timeZone: "UTC" }, "Users", "csv", at)).toBe(
    "community-users-2026-11-22.csv",
  );
});

test("no path, quote or line end of a name gets into the file's, and no name is too long", () => {
  expect(exportFileName(aurora, '../..\\"a\r\nX-Evil: 1/\u202eb', "xlsx", at)).toBe(
    "aurora-a-x-evil-1-b-2026-11-23.xlsx",
  );
  expect(exportFileName(aurora, "///", "pdf", at)).toBe("aurora-2026-11-23.pdf");
  expect(exportFileName(aurora, "a".repeat(500), "pdf", at)).toHaveLength(102);
});

test("other scripts keep their letters, with a name in ASCII besides", () => {
  const name = exportFileName(aurora, "Übersicht 週報", "pdf", at);
  expect(name).toBe("aurora-übersicht-週報-2026-11-23.pdf");
  expect(contentDisposition(name)).toBe(
    `attachment; filename="aurora-ubersicht-2026-11-23.pdf"; filename*=UTF-8''aurora-%C3%BCbersicht-%E9%80%B1%E5%A0%B1-2026-11-23.pdf`,
  );
});
