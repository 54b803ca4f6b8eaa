import type { PackageKind } from "./schema";

export interface PackageSample {
  id: "curl" | "excel" | "power_bi" | "sheets" | "python" | "tableau";
  label: string;
  code: string;
  /** What to know before it is used. */
  note: string;
}

interface Sampled {
  kind: PackageKind;
  /** Its address, with `.json` and, unless it takes headers only, its token. */
  url: string;
}

/** How other systems ask for it. The API key is a variable, never written out; the token stands where nothing else can be sent. */
export function packageSamples({ kind, url }: Sampled): PackageSample[] {
  const bare = url.split("?")[0] ?? url;
  const curl: PackageSample = {
    id: "curl",
    label: "cURL",
    code: `curl --fail --header "X-Api-Key: $FIELDPOST_API_KEY" \\\n  "${bare}"`,
    note:
      kind === "lookup"
        ? "Put what is looked up in the place of VALUE. 404 says that there is no such record here, 409 that there are several."
        : "JSON comes page by page: send what next says as cursor until it is null. With .csv instead of .json everything comes as one file.",
  };
  if (kind === "lookup") return [curl, python(bare, kind)];
  return [curl, excel(bare), powerBi(bare), sheets(url), python(bare, kind), tableau(bare)];
}

function excel(bare: string): PackageSample {
  return {
    id: "excel",
    label: "Excel",
    code: [
      "let",
      `  Source = Csv.Document(Web.Contents("${csv(bare)}"),`,
      '    [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),',
      "  Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true])",
      "in",
      "  Rows",
    ].join("\n"),
    note: "Data → Get Data → From Other Sources → Blank Query → Advanced Editor. Sign in as Basic, with any user name and the API key as the password: Excel keeps it apart from the workbook.",
  };
}

function powerBi(bare: string): PackageSample {
  const { origin, pathname } = new URL(bare);
  return {
    id: "power_bi",
    label: "Power BI",
    code: [
      "let",
      `  Page = (cursor) => Json.Document(Web.Contents("${origin}", [`,
      `    RelativePath = "${pathname.slice(1)}",`,
      '    Query = [limit = "10000"] & (if cursor = null then [] else [cursor = cursor])])),',
      "  Pages = List.Generate(() => Page(null), each _ <> null, each if [next] = null then null else Page([next])),",
      "  Rows = Table.FromRecords(List.Combine(List.Transform(Pages, each [items])))",
      "in",
      "  Rows",
    ].join("\n"),
    note: "Get data → Blank query → Advanced editor. Sign in as Basic, with any user name and the API key as the password. It turns the pages by itself, and can be refreshed on a schedule.",
  };
}

function sheets(url: string): PackageSample {
  const token = url.includes("?token=");
  return {
    id: "sheets",
    label: "Google Sheets",
    code: token ? `=IMPORTDATA("${csv(url)}")` : "=IMPORTDATA(…)",
    note: token
      ? "The address holds the token: whoever sees the formula can read the data. Google reads it anew about once an hour, and must be able to reach this server."
      : "Google Sheets cannot send headers. Switch off “Credential in a header only” to use it.",
  };
}

function python(bare: string, kind: PackageKind): PackageSample {
  return {
    id: "python",
    label: "Python",
    code: [
      "import os, requests",
      "",
      `answer = requests.get("${bare}",`,
      '                      headers={"X-Api-Key": os.environ["FIELDPOST_API_KEY"]}, timeout=60)',
      "answer.raise_for_status()",
      kind === "lookup" ? "record = answer.json()" : 'rows = answer.json()["items"]',
    ].join("\n"),
    note: kind === "lookup" ? "Put what is looked up in the place of VALUE." : "The first page, of at most 1,000 rows.",
  };
}

function tableau(bare: string): PackageSample {
  return {
    id: "tableau",
    label: "Tableau",
    code: `curl --fail --header "X-Api-Key: $FIELDPOST_API_KEY" \\\n  --output rows.csv "${csv(bare)}"`,
    note: "Tableau reads files: fetch the CSV with a scheduled task, and connect to it as a text file.",
  };
}

function csv(url: string): string {
  return url.replace(".json", ".csv");
}
