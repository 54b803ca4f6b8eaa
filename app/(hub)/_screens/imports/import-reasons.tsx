import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import type { ImportReason } from "@/lib/imports/queries";
import { verdictWords } from "@/lib/imports/states";
import { verdictTone } from "./tones";

/** Why rows are refused or left as they are, how many, and where the first of them stand. */
export function ImportReasons({ reasons, isDry }: { reasons: ImportReason[]; isDry: boolean }) {
  return (
    <Section title="Why rows are refused or left" flush>
      <SimpleTable
        label="Reasons"
        rows={reasons}
        rowId={({ verdict, reason }) => `${verdict} ${reason}`}
        columns={[
          { id: "reason", header: "Why", cell: ({ reason }) => reason },
          {
            id: "verdict",
            header: "Result",
            cell: ({ verdict }) => (
              <StatusBadge tone={verdictTone[verdict]} variant="plain">
                {verdictWords[verdict][isDry ? "planned" : "done"]}
              </StatusBadge>
            ),
          },
          { id: "count", header: "Rows", align: "end", cell: ({ count }) => count.toLocaleString("en") },
          {
            id: "lines",
            header: "Lines",
            cell: ({ lines, count }) => `${lines.join(", ")}${count > lines.length ? ", …" : ""}`,
          },
        ]}
      />
    </Section>
  );
}
