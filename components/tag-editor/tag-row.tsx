import classes from "./tag-picker.module.css";

interface TagRowProps {
  label: string;
  code: string;
  kind?: string;
  example: string;
}

/** One line of the picker: what it is called, how it is written, what it prints. */
export function TagRow({ label, code, kind, example }: TagRowProps) {
  return (
    <div className={classes.row}>
      <span className={classes.label}>{label}</span>
      {kind && <span className={classes.dim}>{kind}</span>}
      <code className={classes.code}>{code}</code>
      {example && <span className={classes.dim}>{example}</span>}
    </div>
  );
}
