"use client";

import { Alert, Button, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { formatCount } from "@/components/kit/format";
import { ErrorState } from "@/components/states/error-state";
import { FormSkeleton } from "@/components/states/form-skeleton";
import type { TableSelection } from "@/components/table/table-types";
import type { Condition } from "@/lib/conditions/schema";
import type { OfferedMacro } from "@/lib/macros/queries";
import type { Selection } from "@/lib/perform-action/schema";
import type { Count } from "@/lib/sources/list";
import { DryRunSummary } from "./dry-run-summary";
import { performAction, tryAction } from "./perform-actions";
import type { RecordsProps } from "./records-props";
import { selectionWords } from "./records-table";
import classes from "./records.module.css";

interface PerformDialogProps {
  props: RecordsProps & { macros: OfferedMacro[] };
  macroId: string | null;
  selection: TableSelection;
  condition: Condition;
  search: string | undefined;
  matching: Count | null;
  onClose: () => void;
}

/** Step one of Perform action: what would happen, to how many, before anything does. */
export function PerformDialog({
  props,
  selection,
  condition,
  search,
  matching,
  onClose,
  ...given
}: PerformDialogProps) {
  const router = useRouter();
  const [macroId, setMacroId] = useState(
    given.macroId ?? (props.macros.length === 1 ? (props.macros[0]?.id ?? null) : null),
  );
  const chosen: Selection =
    selection.kind === "rows" && selection.ids.length > 0
      ? { kind: "ids", ids: selection.ids }
      : { kind: "matching", condition, excluded: [], ...(search ? { search } : {}) };
  const dry = useQuery({
    queryKey: ["dry-run", macroId, chosen],
    queryFn: async () => {
      const result = await tryAction(props.scope, { macroId, selection: chosen });
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    enabled: macroId !== null,
    gcTime: 0,
  });
  const start = useAction(() => performAction(props.scope, { macroId, selection: chosen, expected: dry.data?.count }), {
    onSuccess: ({ runId }) => router.push(`${props.runsBase}${runId}`),
  });
  const perform = async () => {
    const result = await start.run(undefined);
    // What was shown may not be what is there any more.
    if (result && !result.ok) await dry.refetch();
  };
  const [typed, setTyped] = useState("");
  const mustType = dry.data?.isDangerous ?? false;
  const isTyped = !mustType || Number(typed.replace(/[\s,.]/g, "")) === dry.data?.willRun;
  return (
    <Modal opened onClose={onClose} size="xl" title="Perform action" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack>
        <Text>
          Runs on <strong>{selectionWords(selection, props.kind, matching?.exact ? matching.count : null)}</strong>.
        </Text>
        <Select
          label="Action"
          placeholder="Choose a macro"
          data={props.macros.map(({ id, name }) => ({ value: id, label: name }))}
          value={macroId}
          onChange={setMacroId}
          allowDeselect={false}
          searchable
        />
        {macroId && dry.isPending && <FormSkeleton fields={2} />}
        {dry.error && (
          <ErrorState title="This cannot be performed" onRetry={() => void dry.refetch()}>
            {dry.error.message}
          </ErrorState>
        )}
        {dry.data && <DryRunSummary dry={dry.data} kind={props.kind} />}
        {dry.data && mustType && (
          <TextInput
            label={`Type ${formatCount(dry.data.willRun)} to confirm`}
            description="What leaves Fieldpost cannot be taken back."
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={12}
          />
        )}
        {start.failure && (
          <Alert color="red" role="alert">
            {start.failure.message}
          </Alert>
        )}
        <div className={classes.buttons}>
          <Button
            onClick={() => void perform()}
            loading={start.pending}
            disabled={!dry.data || dry.data.willRun === 0 || !isTyped}
          >
            {dry.data ? `Perform action on ${dry.data.willRun.toLocaleString("en")}` : "Perform action"}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}
