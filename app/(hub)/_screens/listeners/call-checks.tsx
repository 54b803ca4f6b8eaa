import { IconCheck, IconX } from "@/components/icons/icons";
import { callCheckLabel, type CallCheck } from "@/lib/listeners/schema";
import classes from "./listeners.module.css";

/** Each check with its verdict; the first ✗ decided the answer. */
export function CallChecks({ checks }: { checks: readonly CallCheck[] }) {
  if (checks.length === 0) return <p className={classes.none}>The call was refused before anything was checked.</p>;
  return (
    <ol className={classes.checks}>
      {checks.map(({ check, ok, note }, index) => (
        <li key={index} data-ok={ok}>
          {ok ? (
            <IconCheck size={16} role="img" aria-label="Passed" />
          ) : (
            <IconX size={16} role="img" aria-label="Not passed" />
          )}
          <span className={classes.check}>{callCheckLabel[check]}</span>
          {note && <span className={classes.checkNote}>{note}</span>}
        </li>
      ))}
    </ol>
  );
}
