import { Alert, Stack } from "@mantine/core";
import { CheckedItems } from "@/app/(hub)/_screens/configuration/checked-items";
import { MissingSecrets } from "@/app/(hub)/_screens/configuration/missing-secrets";
import classes from "@/app/(hub)/_screens/recipes/recipes.module.css";
import { bringIntoView } from "@/app/(hub)/_screens/recipes/bring-into-view";
import { CodeBlock } from "@/components/code/code-block";
import { CopyField } from "@/components/kit/copy-field";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import type { Installed } from "@/lib/recipes/install";
import type { Step } from "@/lib/recipes/question";

/** What was made, and what is left to do in the other system. */
export function InstalledRecipe({ project, installed }: { project: string; installed: Installed }) {
  const base = `/projects/${project}`;
  const home = (typeKey: string | null) =>
    typeKey === null ? `${base}/users` : `${base}/configuration/feedback-types/${typeKey}`;
  const { macros, listeners, otherSide, checked } = installed;
  return (
    <Stack gap="lg" maw="64rem">
      <Alert color="green" variant="light" role="status" title="Installed" tabIndex={-1} ref={bringIntoView}>
        Everything was made. Below is what is left to do in the other system.
      </Alert>
      <MissingSecrets missing={checked.missing} base={base} />
      <Section title="What to do on the other side">
        <ol className={classes.steps}>
          {otherSide.map((step) => (
            <li key={step.text}>
              <OneStep step={step} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title="What was made here">
        <DefinitionList
          items={[
            ...macros.map(({ id, name, typeKey }) => ({
              term: name,
              value: <TextLink href={`${home(typeKey)}/resources/${id}`}>Open the macro</TextLink>,
              note: "Test send and preview are there.",
            })),
            ...listeners.map(({ id, name, typeKey }) => ({
              term: name,
              value: <TextLink href={`${home(typeKey)}/automation/${id}`}>Open the listener</TextLink>,
              note: "Its calls, its address and a test are there.",
            })),
          ]}
        />
      </Section>
      <CheckedItems items={checked.items} done />
    </Stack>
  );
}

/** Addresses get a field to copy them from; what has several lines, or is no address, a block. */
function OneStep({ step: { text, code } }: { step: Step }) {
  return (
    <Stack gap="xs">
      <span>{text}</span>
      {code && /^https?:\/\/\S+$/.test(code) && <CopyField label="URL" value={code} />}
      {code && !/^https?:\/\/\S+$/.test(code) && <CodeBlock label="To copy" code={code} language="text" />}
    </Stack>
  );
}
