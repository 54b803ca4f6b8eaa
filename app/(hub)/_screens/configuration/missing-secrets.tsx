import { Alert } from "@mantine/core";
import { automationBase, type ListenersOf } from "@/app/(hub)/_screens/listeners/automation-base";
import { TextLink } from "@/components/kit/text-link";
import { typeKeyOf } from "@/lib/configuration/reference";
import type { MissingSecret } from "@/lib/configuration/target";
import classes from "./configuration.module.css";

/** The secrets that are still to be typed, each with the macro or listener in whose editor that is done. */
export function MissingSecrets({ missing, base }: { missing: readonly MissingSecret[]; base: string }) {
  if (missing.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" title="Secrets to type again">
      A configuration brings no secrets along. These macros and listeners stay switched off until you have typed theirs
      and switched them on:
      <ul className={classes.what}>
        {missing.map((secret) => (
          <li key={`${secret.id} ${secret.where}`}>
            <TextLink href={`${listOf(secret, base)}/${secret.id}`} underline="always">
              {secret.name}
            </TextLink>
            , {secret.where}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function listOf({ kind, of }: MissingSecret, base: string): string {
  const typeKey = typeKeyOf(of);
  if (kind === "macro")
    return `${base}/${typeKey === null ? "users/resources" : `configuration/feedback-types/${typeKey}/resources`}`;
  return automationBase(base, listenersOf(of, typeKey));
}

function listenersOf(of: string, typeKey: string | null): ListenersOf {
  if (typeKey !== null) return { target: "feedback", typeKey };
  return { target: of === "project" ? "project" : "user" };
}
