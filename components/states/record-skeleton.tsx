import { Skeleton, VisuallyHidden } from "@mantine/core";
import classes from "./skeleton.module.css";

/** The shape of a ticket or a user: main column and side panel. */
export function RecordSkeleton() {
  return (
    <div aria-busy="true" className={classes.record}>
      <VisuallyHidden>Loading the record</VisuallyHidden>
      <div className={classes.field}>
        <Skeleton height={20} width="60%" />
        <Skeleton height={10} width="90%" radius="xl" />
        <Skeleton height={10} width="80%" radius="xl" />
        <Skeleton height={10} width="40%" radius="xl" />
        <Skeleton height={140} radius="md" mt="md" />
      </div>
      <div className={classes.field}>
        <Skeleton height={96} radius="md" />
        <Skeleton height={160} radius="md" />
      </div>
    </div>
  );
}
