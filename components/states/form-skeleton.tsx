import { Skeleton, VisuallyHidden } from "@mantine/core";
import classes from "./skeleton.module.css";

/** The shape of a form before its values. */
export function FormSkeleton({ fields = 5 }: { fields?: number }) {
  return (
    <div aria-busy="true" className={classes.form}>
      <VisuallyHidden>Loading the form</VisuallyHidden>
      {Array.from({ length: fields }, (_, index) => (
        <div key={index} className={classes.field}>
          <Skeleton height={10} width={96 + ((index * 37) % 60)} radius="xl" />
          <Skeleton height={index === 1 ? 72 : 34} radius="sm" />
        </div>
      ))}
    </div>
  );
}
