import { Alert } from "@mantine/core";
import { TextLink } from "@/components/kit/text-link";
import type { MissingSecret } from "@/lib/configuration/target";
import classes from "./configuration.module.css";

/** The secrets that are still to be typed, each with the macro in whose editor that is done. */
export function MissingSecrets({ missing, base }: { missing: readonly MissingSecret[]; base: string }) {
  if (missing.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" title="Secrets to type again">
      A configuration brings no secrets along. These macros stay switched off until you have typed theirs and switched
      them on:
      <ul className={classes.what}>
        {missing.map(({ macroId, macro, typeKey, where }) => (
          <li key={`${macroId} ${where}`}>
            <TextLink href={`${base}/${resources(typeKey)}/${macroId}`} underline="always">
              {macro}
            </TextLink>
            , {where}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function resources(typeKey: string | null): string {
  return typeKey === null ? "users/resources" : `configuration/feedback-types/${typeKey}/resources`;
}
