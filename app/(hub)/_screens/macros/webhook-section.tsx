"use client";

import { Alert, Button, Checkbox } from "@mantine/core";
import { useFieldArray, useFormContext } from "react-hook-form";
import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { useField } from "@/components/form/use-field";
import { IconPlus, IconTool } from "@/components/icons/icons";
import { HelpLink } from "@/components/kit/help-link";
import { helpLinks } from "@/lib/help/links";
import { useEditor } from "./editor-context";
import { emptyWebhook, type MacroForm } from "./macro-form";
import { WebhookCard } from "./webhook-card";
import classes from "./macros.module.css";

/** "Trigger webhooks" and what it reveals; behind the gate while integrations cannot be used. */
export function WebhookSection() {
  const { place, macro, readOnly } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const { fields, append, remove } = useFieldArray({ control, name: "webhooks", keyName: "rowKey" });
  const triggers = useField<boolean>("triggerWebhooks");
  const hasStored = macro?.actions.some(({ kind }) => kind === "webhook") ?? false;
  if (place.gate !== "open") {
    return (
      <div className={classes.card}>
        <IntegrationGate state={place.gate} canOpen={place.mayOpenGate} />
        {hasStored && <p className={classes.note}>The webhooks of this macro are kept, and stay as they are.</p>}
      </div>
    );
  }
  return (
    <div className={classes.stack}>
      <Checkbox
        label="Trigger webhooks"
        description="Sends data to another system, once for each record the macro runs on."
        checked={triggers.value}
        onChange={(event) => {
          triggers.change(event.currentTarget.checked);
          if (event.currentTarget.checked && fields.length === 0) append(emptyWebhook(), { shouldFocus: false });
        }}
      />
      {!triggers.value && hasStored && (
        <Alert color="yellow" variant="light">
          The web request of this macro is removed when you submit. Tick Trigger webhooks again to keep it.
        </Alert>
      )}
      {triggers.value && (
        <>
          <div className={classes.technical}>
            <span className={classes.hint}>
              <IconTool size={16} /> At this point, you may need technical help.
            </span>
            <HelpLink to={helpLinks.vocabulary}>Vocabulary</HelpLink>
            <HelpLink to={helpLinks.statusCodes}>Troubleshooting</HelpLink>
          </div>
          {fields.map((webhook, index) => (
            <WebhookCard key={webhook.id} index={index} count={fields.length} onRemove={() => remove(index)} />
          ))}
          {!readOnly && (
            <Button
              variant="default"
              size="compact-md"
              className={classes.start}
              leftSection={<IconPlus size={15} />}
              onClick={() => append(emptyWebhook(), { shouldFocus: false })}
            >
              Add another webhook
            </Button>
          )}
        </>
      )}
    </div>
  );
}
