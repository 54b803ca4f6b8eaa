import { RelativeTime } from "@/components/kit/relative-time";
import { TextLink } from "@/components/kit/text-link";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import { changeText, onlyVersion } from "@/lib/audit/change-text";
import type { AuditEntry } from "@/lib/audit/entries";
import type { AuditPlace } from "@/lib/audit/places";
import { auditKindWords, viaWords } from "@/lib/audit/schema";
import { auditAddress } from "./audit-place";
import { objectAddress } from "./object-address";
import classes from "./audit.module.css";

interface AuditTableProps {
  base: string;
  rows: AuditEntry[];
  /** Where the things are that still exist. */
  places: AuditPlace[];
  withProject: boolean;
}

export function AuditTable({ base, rows, places, withProject }: AuditTableProps) {
  const columns: SimpleColumn<AuditEntry>[] = [
    {
      id: "at",
      header: "When",
      cell: ({ id, at }) => (
        <TextLink href={`${base}/${id}`}>
          <RelativeTime at={at} />
        </TextLink>
      ),
    },
    { id: "by", header: "Who", cell: (row) => <Who base={base} row={row} /> },
    { id: "what", header: "What", cell: (row) => <What row={row} places={places} /> },
    { id: "changes", header: "Changes", cell: (row) => <Changes base={base} row={row} /> },
    ...(withProject ? [{ id: "project", header: "Project", cell: (row: AuditEntry) => <Where row={row} /> }] : []),
    {
      id: "from",
      header: "From",
      cell: ({ via, ip }) => (
        <div className={classes.stack}>
          {viaWords[via]}
          {ip && <span className={classes.quiet}>{ip}</span>}
        </div>
      ),
    },
  ];
  return <SimpleTable label="Audit log" rows={rows} rowId={({ id }) => id} columns={columns} />;
}

function Who({ base, row: { by } }: { base: string; row: AuditEntry }) {
  return (
    <div className={classes.stack}>
      {by.username ? <TextLink href={auditAddress(base, { by: by.username })}>{by.name}</TextLink> : by.name}
      {by.username && by.username !== by.name && <span className={classes.quiet}>{by.username}</span>}
    </div>
  );
}

function What({ row, places }: { row: AuditEntry; places: AuditPlace[] }) {
  const address = objectAddress(row, places);
  return (
    <div className={classes.stack}>
      <span>
        {auditKindWords[row.kind]} {row.verb}
      </span>
      {address ? <TextLink href={address}>{row.label}</TextLink> : <span className={classes.quiet}>{row.label}</span>}
    </div>
  );
}

function Where({ row: { project } }: { row: AuditEntry }) {
  return project ? project.name : <span className={classes.whole}>Community</span>;
}

/** The first two; the whole of it is a page. */
function Changes({ base, row: { id, changes, verb } }: { base: string; row: AuditEntry }) {
  if (changes === null) return <TextLink href={`${base}/${id}`}>Long texts: see the entry</TextLink>;
  if (changes.length === 0)
    return <span className={classes.quiet}>{verb === "changed" ? "Saved as it was" : "–"}</span>;
  const more = changes.length - shownAtOnce;
  return (
    <ul className={classes.changes}>
      {changes.slice(0, shownAtOnce).map((change) => (
        <li key={change.path.join(" ")} className={classes.change}>
          {changeText(change, onlyVersion(verb)).slice(0, 300)}
        </li>
      ))}
      {more > 0 && (
        <li>
          <TextLink href={`${base}/${id}`}>
            and {more} more {more === 1 ? "field" : "fields"}
          </TextLink>
        </li>
      )}
    </ul>
  );
}

const shownAtOnce = 2;
