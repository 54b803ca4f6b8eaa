import { RelativeTime } from "@/components/kit/relative-time";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { Origin } from "@/lib/auth/origin";
import type { TeamLogRow } from "@/lib/teams/queries";

/** Who was added or removed, by whom or by what, and when. `home` is the address of the project or the community. */
export function TeamLog({ rows, home }: { rows: TeamLogRow[]; home: string }) {
  if (rows.length === 0) return <EmptyState title="Nobody was added or removed yet" illustration="list" />;
  return (
    <SimpleTable
      label="Team log"
      rows={rows}
      rowId={(row) => row.id}
      columns={[
        {
          id: "user",
          header: "User",
          cell: ({ user }) =>
            user ? <TextLink href={`${home}/users/${user.id}`}>{user.username}</TextLink> : "a deleted user",
        },
        { id: "what", header: "What", cell: ({ verb }) => (verb === "added" ? "Added" : "Removed") },
        { id: "by", header: "By", cell: ({ cause }) => <By cause={cause} home={home} /> },
        { id: "through", header: "Through", cell: ({ cause }) => through[cause.kind] },
        { id: "at", header: "When", align: "end", cell: ({ at }) => <RelativeTime at={at} /> },
      ]}
    />
  );
}

/** The id of a macro's cause is its run. */
function By({ cause: { kind, id, label }, home }: { cause: Origin; home: string }) {
  return kind === "macro" && id ? <TextLink href={`${home}/runs/${id}`}>{label}</TextLink> : label;
}

const through: Record<Origin["kind"], string> = {
  person: "By hand",
  macro: "Macro",
  listener: "External listener",
  capture: "Webhook",
  distribution: "Distribution",
  import: "Import",
  "command line": "Command line",
  sample: "Sample programme",
};
