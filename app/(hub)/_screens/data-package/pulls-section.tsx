import type { ReactNode } from "react";
import { ButtonLink } from "@/components/kit/button-link";
import { formatBytes } from "@/components/kit/format";
import { ExactTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import type { PackageKind, PullRow } from "@/lib/data-packages/schema";
import { rowsWord } from "./rows-word";
import classes from "./data-package.module.css";

interface PullsSectionProps {
  kind: PackageKind;
  rows: PullRow[];
  /** Where the next page begins. */
  next: string | null;
  /** The page's own address. */
  base: string;
}

/** Who pulled what, the newest first. */
export function PullsSection({ kind, rows, next, base }: PullsSectionProps) {
  return (
    <div className={classes.pulls} id="pulls">
      <Section
        title="Pulls"
        description={
          kind === "lookup"
            ? "Every call with the record that was looked up. They are kept as long as listener calls."
            : "Who pulled it, and how much. They are kept as long as listener calls."
        }
        flush={rows.length > 0}
      >
        {rows.length === 0 ? (
          "Nobody has asked for it yet."
        ) : (
          <SimpleTable label="Pulls" rows={rows} rowId={({ id }) => id} columns={columnsOf(kind)} />
        )}
        {next && (
          <div className={classes.pages}>
            <ButtonLink href={`${base}?after=${next}#pulls`} variant="default">
              Older pulls
            </ButtonLink>
          </div>
        )}
      </Section>
    </div>
  );
}

function columnsOf(kind: PackageKind): SimpleColumn<PullRow>[] {
  const looked: SimpleColumn<PullRow> = {
    id: "looked",
    header: "Looked up",
    cell: ({ given, subjectLabel }) => subjectLabel ?? given ?? "–",
  };
  const asked: SimpleColumn<PullRow> = {
    id: "asked",
    header: "Asked",
    cell: ({ given }) => given?.split(", ").map((part) => <Asked key={part}>{part}</Asked>) ?? "–",
  };
  return [
    {
      id: "at",
      header: "When",
      cell: ({ at }) => (
        <Whole>
          <ExactTime at={at} />
        </Whole>
      ),
    },
    {
      id: "status",
      header: "Answer",
      align: "end",
      cell: ({ status }) => (
        <StatusBadge tone={status < 400 ? "ok" : "warning"} variant="plain">
          {String(status)}
        </StatusBadge>
      ),
    },
    kind === "lookup" ? looked : asked,
    { id: "given", header: "Given", cell: (row) => givenWords(row) },
    { id: "ip", header: "From", cell: ({ ip, agent }) => `${ip || "this server"}${agent && `, ${agent}`}` },
    { id: "auth", header: "Proven by", cell: ({ auth }) => (auth ? (authWords[auth] ?? auth) : "nothing") },
    { id: "ms", header: "Took", align: "end", cell: ({ ms }) => <Whole>{ms.toLocaleString("en")} ms</Whole> },
  ];
}

/** Each parameter in a line of its own. */
function Asked({ children }: { children: string }) {
  return <span className={classes.asked}>{children}</span>;
}

/** On one line, so that a pull is one row. */
function Whole({ children }: { children: ReactNode }) {
  return <span className={classes.whole}>{children}</span>;
}

function givenWords({ status, message, format, rows, bytes }: PullRow): string {
  if (status >= 300) return status === 304 ? "nothing new" : `nothing: ${message ?? "refused"}`;
  if (format === "head") return "HEAD: what there is, no rows";
  return [format.toUpperCase(), ...(rows === null ? [] : [rowsWord(rows)]), formatBytes(bytes)].join(", ");
}

const authWords: Record<string, string> = {
  bearer: "API key",
  "x-api-key": "API key",
  basic: "API key as a password",
  token: "token",
};
