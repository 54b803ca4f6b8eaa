"use client";

import { Button, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { TextLink } from "@/components/kit/text-link";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { performAction } from "@/app/(hub)/_screens/records/perform-actions";
import { runningKey } from "@/app/(hub)/_screens/runs/running-key";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { OfferedMacro } from "@/lib/macros/queries";

interface MacroButtonsProps {
  /** "Feedback actions", "User actions". */
  title: string;
  scope: ScopeRef;
  macros: OfferedMacro[];
  recordId: string;
  recordLabel: string;
  runsBase: string;
}

/** The macros offered on this record, one button each. */
export function MacroButtons({ title, scope, macros, recordId, recordLabel, runsBase }: MacroButtonsProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const perform = useAction(
    (macro: OfferedMacro) => performAction(scope, { macroId: macro.id, selection: { kind: "ids", ids: [recordId] } }),
    {
      onSuccess: ({ runId }) => {
        notifications.show({
          color: "green",
          message: (
            <>
              Started on {recordLabel}. <TextLink href={`${runsBase}${runId}`}>See the run</TextLink>
            </>
          ),
        });
        void queries.invalidateQueries({ queryKey: runningKey });
        router.refresh();
      },
    },
  );
  if (macros.length === 0) return null;
  const run = async (macro: OfferedMacro) => {
    const sure =
      !macro.confirm ||
      (await confirm({
        title: `${macro.name}?`,
        message: `Runs on ${recordLabel}. ${macro.description}`,
        confirm: macro.name,
      }));
    if (sure) await perform.run(macro);
  };
  return (
    <Section title={title}>
      <Stack gap="xs">
        {macros.map((macro) => (
          <Button
            key={macro.id}
            variant="default"
            justify="flex-start"
            disabled={perform.pending}
            onClick={() => void run(macro)}
            title={macro.description || undefined}
          >
            {macro.name}
          </Button>
        ))}
        {perform.pending && (
          <Text size="sm" c="dimmed" role="status">
            Starting…
          </Text>
        )}
      </Stack>
    </Section>
  );
}
