import { Skeleton, VisuallyHidden } from "@mantine/core";
import classes from "./skeleton.module.css";

/** The shape of a list before its first rows. */
export function TableSkeleton({ columns = 5, rows = 8 }: { columns?: number; rows?: number }) {
  return (
    <div aria-busy="true" className={classes.table}>
      <VisuallyHidden>Loading the list</VisuallyHidden>
      {Array.from({ length: rows + 1 }, (_, row) => (
        <div key={row} className={classes.row} data-head={row === 0 || undefined}>
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} height={10} radius="xl" width={`${widths[(row * 3 + column) % widths.length]}%`} />
          ))}
        </div>
      ))}
    </div>
  );
}

const widths = [72, 48, 60, 36, 54, 80, 42];
