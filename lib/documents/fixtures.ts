import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { definition } from "@/lib/charts/fixtures";
import type { ElementData, RecordsData } from "@/lib/elements/data";
import type { ElementDraft } from "@/lib/elements/schema";
import type { FieldType, FieldValue } from "@/lib/fields/field";
import type { ReportBlock, ReportDocument, ReportElement } from "./report-document";

const run = promisify(execFile);

/** Runs a program that reads our files; what it says. */
export async function reader(program: string, args: string[]): Promise<string> {
  try {
    return (await run(program, args, { maxBuffer: 1e8, timeout: 100_000 })).stdout;
  } catch (cause) {
    throw new Error(
      `${program} did not run. Tests need it: apt-get install libreoffice-calc-nogui poppler-utils unzip python3`,
      {
        cause,
      },
    );
  }
}

/** LibreOffice starts slowly and stops where another of the same profile runs: one run for many files, a profile of its own. */
export async function convert(folder: string, format: string, files: string[]): Promise<void> {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  await reader("soffice", [profile, "--headless", "--convert-to", format, "--outdir", folder, ...files]);
}

export function passingFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "fieldpost-documents-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

type Column = [label: string, type: FieldType, format?: "day"];

export function records(columns: Column[], rows: FieldValue[][], count = rows.length): RecordsData {
  const dataSet = { key: "user", label: "User" };
  return {
    shape: "records",
    asOf: "2026-11-21T09:32:00.000Z",
    zone: "Europe/Berlin",
    isCut: count > rows.length,
    count,
    items: columns.map(([label, type, format], n) => ({
      path: `user.${n}`,
      label,
      format,
      field: { path: `user.${n}`, label, dataSet, type },
    })),
    rows: rows.map((values, n) => ({ id: String(n), label: `#${n}`, values })),
  };
}

export function element(
  name: string,
  draft: Partial<ElementDraft>,
  data: ElementData,
  part: Partial<ReportElement> = {},
): ReportElement {
  const question = data.shape === "records" ? { measures: [], items: [{ path: "user.name" }], ...draft } : draft;
  return { kind: "element", name, definition: definition(question), data, ...part };
}

export function report(blocks: ReportBlock[], part: Partial<ReportDocument> = {}): ReportDocument {
  return {
    title: "Weekly report",
    subtitle: ["Aurora", "Data as of 21 Nov 2026, 10:32"],
    author: "Aurora Community",
    zone: "Europe/Berlin",
    blocks,
    ...part,
  };
}

/** With no space between words, or with letters that join and change their places. */
export const joinedScripts = [
  "ข้อผิดพลาดดำน้ำ",
  "हिन्दी बग",
  "বাংলা ক্ষ্মী",
  "ગુજરાતી ક્ષત્રિય",
  "ਪੰਜਾਬੀ ਸ੍ਰੀ",
  "ಕನ್ನಡ ಕೃಷ್ಣ",
  "മലയാളം പേര്",
  "தமிழ் கௌரி",
  "తెలుగు కృష్ణ",
];
/** With letters of their own, from left to right but for the first. */
export const scripts = ["תקלה (12) חדשה", "Ошибка Ελληνικά Lỗi", "Հայերեն", "ქართული"];
