"use client";

import { SegmentedControl, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Section } from "@/components/kit/section";
import type { RecordChoice } from "@/lib/macros/record-choices";
import { useEditor } from "./editor-context";
import type { MacroForm } from "./macro-form";
import { ActionPreviewView } from "./action-preview-view";
import { RecordSelect } from "./record-select";
import { usePreview } from "./use-preview";
import { WorstMatrix } from "./worst-matrix";
import classes from "./macros.module.css";

interface PreviewPanelProps {
  record: RecordChoice | null;
  onRecord: (record: RecordChoice) => void;
  /** The webhook that is shown and test-sent. */
  activeId: string | null;
  onActive: (id: string) => void;
}

/** What leaves and what is written for one record, as it is typed. */
export function PreviewPanel({ record, onRecord, activeId, onActive }: PreviewPanelProps) {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const [isWorst, setIsWorst] = useState(false);
  const [triggers, webhooks] = useWatch({ control, name: ["triggerWebhooks", "webhooks"] });
  const preview = usePreview(record ? [record.id] : []);
  const shown = preview.data?.[0]?.actions ?? [];
  const isShown = (id: string) => !webhooks.some((webhook) => webhook.id === id) || id === activeId;
  return (
    <Section
      title="Preview"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isWorst}
          onClick={() => setIsWorst(!isWorst)}
          disabled={place.records.length === 0}
        >
          Worst five
        </Button>
      }
    >
      <div className={classes.stack}>
        <RecordSelect where={place} records={place.records} value={record} onChange={onRecord} />
        {isWorst && <WorstMatrix onRecord={onRecord} />}
        {triggers && webhooks.length > 1 && (
          <SegmentedControl
            aria-label="Webhook to preview"
            data={webhooks.map(({ id }, index) => ({ value: id, label: `Webhook ${index + 1}` }))}
            value={activeId ?? webhooks[0]?.id}
            onChange={onActive}
          />
        )}
        <div aria-busy={preview.isFetching || undefined} className={classes.stack}>
          {preview.error && (
            <Text size="sm" c="red" role="alert">
              {preview.error.message}
            </Text>
          )}
          {shown
            .filter(({ actionId }) => isShown(actionId))
            .map((action) => (
              <ActionPreviewView key={action.actionId} action={action} />
            ))}
          {shown.length === 0 && !preview.error && (
            <Text size="sm" c="dimmed">
              {record
                ? "What would be sent and written appears here as you type."
                : `There is no ${place.home.target === "feedback" ? "ticket" : "user"} here yet to preview with.`}
            </Text>
          )}
        </div>
      </div>
    </Section>
  );
}
