import { Anchor } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Link } from "@/components/kit/link";
import type { ExportRow } from "@/lib/exports/queries";
import { downloadHref } from "./words";

/** Files asked for on this screen, of which nobody has yet seen how they ended. */
const expected = new Set<string>();

/** The next look at what runs shall say how this one ended, however quickly that was. */
export function expectExport(id: string): void {
  expected.add(id);
}

/** True once. */
export function wasExpected(id: string): boolean {
  return expected.delete(id);
}

/** Files that became ready and whose notice is still there: one for all of them. */
let shown: { id: string; rows: ExportRow[] } = { id: "", rows: [] };
let notices = 0;

/** Says that a file is ready, with the way to it, or why there is none. */
export function showExportNotice(row: ExportRow): void {
  if (expected.size === 0) notifications.hide(startedId);
  if (row.state === "failed")
    notifications.show({
      color: "red",
      title: `“${row.name}” could not be exported`,
      message: row.message,
      autoClose: false,
    });
  if (row.state !== "done") return;
  const before = shown;
  notices += 1;
  const id = `export-ready-${notices}`;
  // The latest first; of very many the others are under Files.
  shown = { id, rows: [row, ...before.rows] };
  if (before.rows.length > 0) notifications.hide(before.id);
  notifications.show({
    id,
    color: "green",
    title: shown.rows.length === 1 ? `“${row.name}” is ready` : `${shown.rows.length} files are ready`,
    autoClose: 20_000,
    onClose: () => {
      if (shown.id === id) shown = { id: "", rows: [] };
    },
    message: <ReadyFiles rows={shown.rows} />,
  });
}

const mostNamed = 4;

function ReadyFiles({ rows }: { rows: readonly ExportRow[] }) {
  return (
    <>
      {rows.slice(0, mostNamed).map(({ id, fileName, note }) => (
        <div key={id}>
          {note && <>{note} </>}
          <Anchor href={downloadHref(id)} download fz="sm" underline="always">
            Download {fileName}
          </Anchor>
        </div>
      ))}
      {rows.length > mostNamed && (
        <Anchor component={Link} href="/files" fz="sm" underline="always">
          All files
        </Anchor>
      )}
    </>
  );
}

const startedId = "export-started";

export function showExportStarted(): void {
  notifications.show({
    // Several begun one after another are said once.
    id: startedId,
    message: (
      <>
        Your file is being written. You can go on; it will be under{" "}
        <Anchor component={Link} href="/files" fz="sm" underline="always">
          Files
        </Anchor>
        .
      </>
    ),
  });
}
