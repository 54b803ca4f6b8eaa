"use client";

import { Alert, Stack } from "@mantine/core";
import { useState } from "react";
import { DefinitionList } from "@/components/kit/definition-list";
import { formatCount } from "@/components/kit/format";
import { ProgressBar } from "@/components/kit/progress-bar";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ImportDetail } from "@/lib/imports/queries";
import { importStateWords } from "@/lib/imports/states";
import { ImportControls } from "./import-controls";
import { ImportReasons } from "./import-reasons";
import { ImportRows } from "./import-rows";
import { ImportSteps } from "./import-steps";
import { importParts, importTone } from "./tones";
import { useImport, type ImportAnswer, type VerdictChoice } from "./use-import";

interface ImportScreenProps {
  scope: ScopeRef;
  base: string;
  /** Before a user's id; null for tickets. */
  recordBase: string | null;
  first: ImportAnswer;
}

/** An import from its dry run to its end: how far it is, what is refused and why, and a verdict per row. */
export function ImportScreen({ scope, base, recordBase, first }: ImportScreenProps) {
  const [verdict, setVerdict] = useState<VerdictChoice>(null);
  const [after, setAfter] = useState<number[]>([]);
  const answer = useImport({ scope, first, verdict, after: after.at(-1) });
  const { import: found, rows, reasons } = answer.data ?? first;
  const isDry = found.startedAt === null;
  return (
    <Stack gap="lg">
      <Section
        title={
          isDry ? "What the file would do" : found.state === "running" ? "What the file does" : "What the file did"
        }
        actions={<ImportControls scope={scope} base={base} found={found} onChanged={() => void answer.refetch()} />}
      >
        <Stack gap="md">
          <ImportSteps now={isDry ? "check" : "import"} />
          <div>
            <StatusBadge tone={importTone(found)}>{importStateWords[found.state]}</StatusBadge>
          </div>
          {found.state === "checked" && <Alert variant="light">{beforeStart(found)}</Alert>}
          {found.reason && (
            <Alert color="yellow" variant="light">
              {found.reason}
            </Alert>
          )}
          <ProgressBar
            label={isDry ? "Progress of the check" : "Progress of the import"}
            total={found.total}
            parts={importParts(found, isDry)}
          />
          <DefinitionList
            items={[
              { term: "Rows", value: formatCount(found.total) },
              { term: isDry ? "Mapped by" : "Started by", value: found.by },
              { term: "Uploaded", value: <RelativeTime at={found.createdAt} /> },
              ...(isDry ? [] : [{ term: "Finished", value: <RelativeTime at={found.finishedAt} empty="not yet" /> }]),
            ]}
          />
        </Stack>
      </Section>
      {reasons.length > 0 && <ImportReasons reasons={reasons} isDry={isDry} />}
      <ImportRows
        found={found}
        rows={rows.rows}
        recordBase={recordBase}
        verdict={verdict}
        onVerdict={(next) => {
          setVerdict(next);
          setAfter([]);
        }}
        pages={{
          next: rows.next === null ? null : () => setAfter((pages) => [...pages, rows.next ?? 0]),
          back: after.length === 0 ? null : () => setAfter((pages) => pages.slice(0, -1)),
        }}
      />
    </Stack>
  );
}

function beforeStart({ kind, tally: { create, change } }: ImportDetail): string {
  if (create + change === 0)
    return "No row of this file would add or change anything. Change the columns, or correct the file and upload it again.";
  return kind === "users"
    ? "Nothing has been written yet. New accounts get no password and nobody is sent a mail: who is new can sign in once you set a password, or through your sign-in provider."
    : "Nothing has been written yet. Each value keeps the file and its line as its source.";
}
