"use client";

import { Alert, Button, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { confirm } from "@/components/kit/confirm";
import type { SavedFilter } from "@/lib/filters/filters";
import type { SharedWith } from "@/lib/filters/sharing";
import classes from "./records.module.css";
import { sharedWith, sharingOption, sharingOptions, sharingWords, type SharingChoices } from "./sharing";

/** What a filter and a view are saved with, besides what they hold. */
export interface SavedAs extends SharedWith {
  /** The saved one that is changed; none makes a new one. */
  id?: string;
  name: string;
}

interface SaveFormProps {
  noun: "filter" | "view";
  current?: (SavedAs & { id: string; mayChange: boolean; usedBy?: SavedFilter["usedBy"] }) | undefined;
  sharing: SharingChoices;
  /** Who a new one is for, until that is changed. */
  visibility?: "mine" | "project" | "community";
  /** What the Submit button says for a new one and for a changed one. */
  submit: { create: string; save: string };
  /** By the name of the field. */
  errors: Record<string, string>;
  /** What is wrong with the content itself. */
  problem: string | undefined;
  pending: boolean;
  /** What the button says that leaves everything unsaved. */
  leave?: string;
  onSave: (as: SavedAs) => void;
  onDelete?: () => void;
  onClose: () => void;
}

/** The foot of the builders: under which name, for whom, and what to do with it. */
export function SaveForm(props: SaveFormProps) {
  const { noun, current, sharing, submit, errors, problem, pending, leave = "Use without saving" } = props;
  const [name, setName] = useState(current?.name ?? "");
  const [shared, setShared] = useState(current?.mayChange ? sharingOption(current) : (props.visibility ?? "mine"));
  const usedBy = current?.usedBy ?? [];
  const save = (id?: string) => props.onSave({ ...(id && { id }), name, ...sharedWith(shared) });
  const askToDelete = async (label: string) => {
    const isSure = await confirm({
      title: `Delete this ${noun}?`,
      message: `“${label}” is gone for everyone who uses it.`,
      confirm: `Delete ${noun}`,
      danger: true,
    });
    if (isSure) props.onDelete?.();
  };
  return (
    <form
      className={classes.saving}
      onSubmit={(event) => {
        event.preventDefault();
        // In a drawer over a form: what React hands on from here is not a submit of that form.
        event.stopPropagation();
        save(current?.mayChange ? current.id : undefined);
      }}
    >
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors["name"]}
        maxLength={100}
      />
      <Select
        label="Who can use it"
        data={sharingOptions(sharing)}
        value={shared}
        onChange={(next) => next && setShared(next)}
        allowDeselect={false}
        error={errors["visibility"]}
        description={sharing.mayShare ? undefined : sharingWords}
      />
      {current && !current.mayChange && (
        <Text size="sm" c="dimmed">
          This {noun} belongs to somebody else. What you change is saved under a new name.
        </Text>
      )}
      {current?.mayChange && usedBy.length > 0 && (
        <Alert color="yellow" variant="light" title={`Used by ${usersWord(usedBy)}`}>
          {usedBy.map((use) => use.name).join(", ")}. What you save decides from now on which records they concern.
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {current?.mayChange ? submit.save : submit.create}
        </Button>
        {current?.mayChange && (
          <Button variant="default" onClick={() => save()} loading={pending}>
            Save as new
          </Button>
        )}
        <Button variant="default" onClick={props.onClose}>
          {leave}
        </Button>
        {current?.mayChange && props.onDelete && (
          <Button variant="subtle" color="red" onClick={() => void askToDelete(current.name)}>
            Delete
          </Button>
        )}
      </div>
    </form>
  );
}

/** "a schedule", "2 triggers", "3 automations", "4 automations and report elements" */
function usersWord(usedBy: SavedFilter["usedBy"]): string {
  const [kind = "automation", ...others] = new Set(usedBy.map((use) => use.kind));
  if (usedBy.length === 1) return `a ${kind}`;
  const mixed = [kind, ...others].includes("report element") ? "automations and report elements" : "automations";
  return `${usedBy.length} ${others.length > 0 ? mixed : `${kind}s`}`;
}
