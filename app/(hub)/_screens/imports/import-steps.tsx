import classes from "./imports.module.css";

const steps = { upload: "Upload", columns: "Columns", check: "Check", import: "Import" } as const;

/** How far one has come on the way from a file to records. */
export function ImportSteps({ now }: { now: keyof typeof steps }) {
  return (
    <ol className={classes.steps} aria-label="Steps">
      {Object.entries(steps).map(([step, label]) => (
        <li key={step} aria-current={step === now ? "step" : undefined}>
          {label}
        </li>
      ))}
    </ol>
  );
}
