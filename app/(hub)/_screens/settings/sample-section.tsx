"use client";

import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { ButtonLink } from "@/components/kit/button-link";
import { confirm } from "@/components/kit/confirm";
import { CopyField } from "@/components/kit/copy-field";
import { HelpLink } from "@/components/kit/help-link";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { helpLinks } from "@/lib/help/links";
import { loadSample, removeSample } from "./actions";

interface SampleSectionProps {
  isHere: boolean;
  /** There is a community manager who is not part of the sample. */
  mayGo: boolean;
}

/** Loads or removes the sample programme. */
export function SampleSection({ isHere: wasHere, mayGo }: SampleSectionProps) {
  const [password, setPassword] = useState<string | null>(null);
  const load = useAction(() => loadSample("community", {}), {
    success: "Sample programme loaded",
    onSuccess: (loaded) => setPassword(loaded.password),
  });
  // The person may be part of the sample; then the start page leads to sign-in.
  const remove = useAction(() => removeSample("community", {}), { onSuccess: () => window.location.assign("/") });
  const isHere = wasHere || password !== null;
  const askAndRemove = async () => {
    if (await confirm(removal)) await remove.run(undefined);
  };
  return (
    <Section
      title="Sample programme"
      description="The project Aurora with made-up testers, feedback, macros and logs. It sends only to this installation’s own Echo."
      actions={<HelpLink to={helpLinks.sampleProgramme}>What is in it</HelpLink>}
    >
      <Stack gap="md">
        {password && <CopyField label="Password of its accounts, such as manager@example.com" value={password} />}
        {password && (
          <Text fz="sm">
            <TextLink href="/projects/aurora/users">Open Aurora</TextLink>
          </Text>
        )}
        {isHere && !mayGo && (
          <Alert color="yellow" title="Create a community manager of your own first">
            Every community manager is part of the sample. Without one of your own, nobody could sign in after the
            sample is removed.
          </Alert>
        )}
        <Group>
          {!isHere && (
            <Button variant="default" loading={load.pending} onClick={() => void load.run(undefined)}>
              Load the sample programme
            </Button>
          )}
          {isHere && !mayGo && (
            <ButtonLink href="/community/users/new?role=community_manager">Create a community manager</ButtonLink>
          )}
          {isHere && mayGo && (
            <Button
              variant="default"
              color="red"
              loading={remove.pending}
              disabled={load.pending}
              onClick={() => void askAndRemove()}
            >
              Remove the sample programme
            </Button>
          )}
        </Group>
        <div role="status">
          {load.pending && <Progressing>Making people, tickets and logs. This takes about 20 seconds.</Progressing>}
          {remove.pending && <Progressing>Removing the sample programme.</Progressing>}
        </div>
      </Stack>
    </Section>
  );
}

function Progressing({ children }: { children: string }) {
  return (
    <Group gap="xs">
      <Loader size="xs" aria-hidden />
      <Text fz="sm">{children}</Text>
    </Group>
  );
}

const removal = {
  title: "Remove the sample programme?",
  message:
    "The project Aurora, its people, tickets, macros, listeners, logs and the sample key are deleted, also what you changed in them. Everything else stays. If you are signed in as a sample account, you are signed out.",
  confirm: "Remove the sample programme",
  danger: true,
};
