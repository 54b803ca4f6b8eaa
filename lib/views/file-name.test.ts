import { expect, test } from "vitest";
import type { Scope } from "@/lib/auth/actor";
import { contentDisposition } from "@/lib/csv/content-disposition";
import { exportFileName, unlikeFileName } from "./file-name";

const aurora: Scope = { kind: "project", id: "1", key: "aurora", name: "Aurora", timeZone: "Pacific/Auckland" };
const at = new Date("2026-11-22T20:05:59Z");

test("a file is named after its place, what it is of, and the day and time there", () => {
  expect(exportFileName(aurora, "Weekly report", "pdf", at)).toBe("aurora-weekly-report-2026-11-23-09.05.pdf");
  expect(exportFileName({ kind: "community", timeZone: "UTC" }, "Users", "csv", at)).toBe(
    "community-users-2026-11-22-20.05.csv",
  );
});

test("two files of one minute are told apart by a number", () => {
  const name = "aurora-users-2026-11-23-09.05.csv";
  expect(unlikeFileName(name, [])).toBe(name);
  expect(unlikeFileName(name, [name])).toBe("aurora-users-2026-11-23-09.05-2.csv");
  expect(unlikeFileName(name, ["aurora-users-2026-11-23-09.05-2.csv", name])).toBe(
    "aurora-users-2026-11-23-09.05-3.csv",
  );
});

test("no path, quote or line end of a name gets into the file's", () => {
  expect(exportFileName(aurora, '../..\\"a\r\nX-Evil: 1/\u202eb', "xlsx", at)).toBe(
    "aurora-a-x-evil-1-b-2026-11-23-09.05.xlsx",
  );
  expect(exportFileName(aurora, "///", "pdf", at)).toBe("aurora-2026-11-23-09.05.pdf");
});

test.each(["a", "é", "週", "क्षि", "𠮷"])(
  "a name of very many %s is cut after a whole letter, and no name is too long",
  (letter) => {
    const scope: Scope = { ...aurora, key: "k".repeat(40) };
    const name = unlikeFileName(exportFileName(scope, letter.repeat(500), "xlsx", at), []);
    expect(name.length).toBeLessThanOrEqual(116);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(250);
    expect(name).toMatch(new RegExp(`^k{40}-(${letter})+-2026-11-23-09\\.05\\.xlsx$`, "u"));
  },
);

test("other scripts keep their letters, with a name in ASCII besides", () => {
  const name = exportFileName(aurora, "Übersicht 週報", "pdf", at);
  expect(name).toBe("aurora-übersicht-週報-2026-11-23-09.05.pdf");
  expect(contentDisposition(name)).toBe(
    `attachment; filename="aurora-ubersicht-2026-11-23-09.05.pdf"; filename*=UTF-8''aurora-%C3%BCbersicht-%E9%80%B1%E5%A0%B1-2026-11-23-09.05.pdf`,
  );
});
