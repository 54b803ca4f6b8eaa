import { Alert, Stack } from "@mantine/core";
import { CheckedItems } from "@/app/(hub)/_screens/configuration/checked-items";
import { MissingSecrets } from "@/app/(hub)/_screens/configuration/missing-secrets";
import { ButtonLink } from "@/components/kit/button-link";
import type { Checked } from "@/lib/configuration/checked";

/** What a new project got from the one it started from, and what is left to do by hand. */
export function StartedProject({ project, checked }: { project: string; checked: Checked }) {
  const base = `/projects/${project}`;
  const left = checked.items.filter(({ state }) => state === "cannot").length;
  return (
    <Stack gap="lg" maw="64rem" align="stretch">
      <Alert color={left > 0 ? "yellow" : "green"} variant="light" role="status" title="Project created">
        {left === 0
          ? "It has the whole configuration. External listeners have addresses of their own: give them to the systems that call."
          : `${left === 1 ? "One thing" : `${left} things`} could not be copied; the list says why. The rest is there.`}
      </Alert>
      <MissingSecrets missing={checked.missing} base={base} />
      <ButtonLink href={base} style={{ alignSelf: "flex-start" }}>
        Open the project
      </ButtonLink>
      <CheckedItems items={checked.items} done />
    </Stack>
  );
}
