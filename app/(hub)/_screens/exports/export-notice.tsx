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

/** Says that a file is ready, with the way to it, or why there is none. */
export function showExportNotice({ id, name, fileName, state, message, note }: ExportRow): void {
  if (state === "failed")
    notifications.show({ color: "red", title: `“${name}” could not be exported`, message, autoClose: false });
  if (state !== "done") return;
  notifications.show({
    color: "green",
    title: `“${name}” is ready`,
    autoClose: 20_000,
    message: (
      <>
        {note && <>{note} </>}
        <Anchor href={downloadHref(id)} download fz="sm" underline="always">
          Download {fileName}
        </Anchor>
      </>
    ),
  });
}

export function showExportStarted(): void {
  notifications.show({
    // Several begun one after another are said once.
    id: "export-started",
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
