"use client";

import { ActionIcon, Button, Drawer, Group, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconChevronDown, IconChevronUp } from "@/components/icons/icons";
import { ButtonLink } from "@/components/kit/button-link";
import { announce } from "@/components/kit/live-region";
import { useShortcut } from "@/components/shell/use-shortcut";
import { ErrorState } from "@/components/states/error-state";
import { FormSkeleton } from "@/components/states/form-skeleton";
import type { TableState } from "@/lib/conditions/table-state";
import type { ListAnswer } from "@/lib/views/answer-list";
import { RecordFacts } from "./record-facts";
import type { RecordsProps } from "./records-props";
import type { OpenRecord } from "./use-open-record";
import { ListError, readRecord } from "./use-records";

interface RecordDrawerProps {
  props: RecordsProps;
  state: TableState;
  /** The page of the list behind the drawer. */
  shown: ListAnswer | null;
  record: OpenRecord & { named: string };
  /** Performs an action on this record; null where this person may not. */
  onPerform: ((id: string) => void) | null;
}

/** One record beside its list: why it is there, and what is known of it. J and K go through the page. */
export function RecordDrawer({ props, state, shown, record, onPerform }: RecordDrawerProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["records", props.api, "one", record.named, state],
    queryFn: ({ signal }) => readRecord(props.api, state, record.named, signal),
    retry: false,
  });
  const rows = shown?.rows ?? [];
  const place = rows.findIndex(({ id, label }) => id === record.named || label === record.named);
  const move = (step: 1 | -1) => {
    const next = rows[place + step];
    if (next) record.replace(next.id);
    else announce(step === 1 ? "This is the last one on this page." : "This is the first one on this page.");
  };
  const isListed = place >= 0;
  useShortcut("j", "Next record", () => move(1), { group: "Record", enabled: isListed });
  useShortcut("k", "Previous record", () => move(-1), { group: "Record", enabled: isListed });
  const close = () => {
    record.close();
    const id = rows[place]?.id;
    // After the drawer has given the focus back to what opened it, which may be another row by now.
    if (id) requestAnimationFrame(() => document.getElementById(`row-${id}`)?.focus());
  };
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={data?.label ?? rows[place]?.label ?? record.named}
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.1 }}
    >
      <Group gap="xs" mb="md">
        {data && (
          <ButtonLink href={`${props.recordBase}${props.kind === "user" ? data.id : data.label}`} size="compact-sm">
            {props.kind === "user" ? "Open user" : "Open ticket"}
          </ButtonLink>
        )}
        {data && onPerform && (
          <Button size="compact-sm" variant="default" onClick={() => onPerform(data.id)}>
            Perform action
          </Button>
        )}
        <Group gap={4} ml="auto">
          <Step label="Previous record (K)" Icon={IconChevronUp} off={place <= 0} onClick={() => move(-1)} />
          <Step
            label="Next record (J)"
            Icon={IconChevronDown}
            off={!isListed || place >= rows.length - 1}
            onClick={() => move(1)}
          />
        </Group>
      </Group>
      {error ? (
        <ErrorState
          title={isMissing(error) ? "Not in this list" : "This record could not be loaded"}
          onRetry={() => void refetch()}
        >
          {error.message}
        </ErrorState>
      ) : data ? (
        <RecordFacts fields={props.fields} columns={shown?.columns ?? []} record={data} kind={props.kind} />
      ) : (
        <FormSkeleton fields={6} />
      )}
    </Drawer>
  );
}

function isMissing(error: Error): boolean {
  return error instanceof ListError && error.status === 404;
}

interface StepProps {
  label: string;
  Icon: typeof IconChevronUp;
  off: boolean;
  onClick: () => void;
}

function Step({ label, Icon, off, onClick }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={28}
        aria-label={label}
        // Stays focusable while it can do nothing, or the keyboard would be lost on the last step.
        data-disabled={off || undefined}
        aria-disabled={off}
        onClick={off ? undefined : onClick}
      >
        <Icon size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
