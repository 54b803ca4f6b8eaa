import { Alert, Text } from "@mantine/core";
import { RelativeTime } from "@/components/kit/relative-time";
import type { PackageRow } from "@/lib/data-packages/schema";
import { rowsWord } from "./rows-word";

/** When the last snapshot was taken, or why it was not. */
export function SnapshotNote({ row }: { row: PackageRow }) {
  const { everyMinutes, snapshotAt, snapshotRows, snapshotProblem } = row;
  if (snapshotProblem)
    return (
      <Alert color="red" variant="light" title="The last snapshot could not be taken">
        {snapshotProblem}
      </Alert>
    );
  if (everyMinutes === null) return null;
  return (
    <Text fz="sm" c="dimmed">
      {snapshotAt ? (
        <>
          Last taken <RelativeTime at={snapshotAt} />, {rowsWord(snapshotRows ?? 0)}.
        </>
      ) : (
        "The first one is taken within a minute. Until then every pull reads the rows of now."
      )}
    </Text>
  );
}
