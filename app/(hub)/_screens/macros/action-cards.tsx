"use client";

import { ActionIcon, Button, Menu, Switch, Text } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { useField } from "@/components/form/use-field";
import { IconPlus, IconTrash } from "@/components/icons/icons";
import { runningOrder } from "@/lib/macros/running-order";
import { takesPersonAway } from "@/lib/macros/schema";
import type { MacroForm, PlainAction } from "./macro-form";
import { ActionFields } from "./action-fields";
import { actionTitle, emptyAction, offeredKinds } from "./action-kinds";
import { useEditor } from "./editor-context";
import { TagsPanel } from "./tags-panel";
import classes from "./macros.module.css";

/** What the macro does besides its webhooks: a card each, in the order in which they run. */
export function ActionCards() {
  const { place, readOnly } = useEditor();
  const { control, setValue } = useFormContext<MacroForm>();
  const { fields, insert, remove } = useFieldArray({ control, name: "actions", keyName: "rowKey" });
  const isFeedback = place.home.target === "feedback";
  const add = (action: PlainAction) => {
    if (takesPersonAway(action.kind)) setValue("confirm", true, { shouldDirty: true });
    const after = fields.findIndex(({ kind }) => runningOrder[kind] > runningOrder[action.kind]);
    insert(after < 0 ? fields.length : after, action, { shouldFocus: false });
  };
  const kinds = offeredKinds(place);
  return (
    <div className={classes.stack}>
      {fields.map((action, index) => (
        <ActionCard key={action.id} index={index} kind={action.kind} onRemove={() => remove(index)} />
      ))}
      {fields.length > 0 && <TagsPanel />}
      {!readOnly && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" size="compact-md" leftSection={<IconPlus size={15} />} className={classes.start}>
              Add another action
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => add(emptyAction(kind))}>
                {actionTitle(kind, isFeedback)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {fields.length === 0 && readOnly && (
        <Text size="sm" c="dimmed">
          This macro does nothing else.
        </Text>
      )}
    </div>
  );
}

interface ActionCardProps {
  index: number;
  kind: PlainAction["kind"];
  onRemove: () => void;
}

function ActionCard({ index, kind, onRemove }: ActionCardProps) {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const enabled = useField<boolean>(`actions.${index}.enabled`);
  const [waits, triggers] = useWatch({
    control,
    name: [`actions.${index}.onlyIfWebhookSucceeded`, "triggerWebhooks"],
  });
  const title = actionTitle(kind, place.home.target === "feedback");
  const isLate = waits || runningOrder[kind] > runningOrder.webhook;
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.cardHead}>
        <strong>{title}</strong>
        <span className={classes.when}>{triggers && (isLate ? "after the webhooks" : "before the webhooks")}</span>
        <Switch
          label="On"
          aria-label={`${title} is on`}
          checked={enabled.value}
          onChange={(event) => enabled.change(event.currentTarget.checked)}
        />
        <ActionIcon aria-label={`Remove ${title}`} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <ActionFields index={index} kind={kind} />
      {(triggers || waits) && (
        <CheckboxField
          name={`actions.${index}.onlyIfWebhookSucceeded`}
          label="Only if the webhook succeeded"
          help="Waits until the webhooks are delivered, and is left out when one of them is not."
        />
      )}
    </section>
  );
}
