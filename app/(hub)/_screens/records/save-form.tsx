"use client";

import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { confirm } from "@/components/kit/confirm";
import type { SavedFilter } from "@/lib/filters/filters";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";
import { sharingOptions, sharingWords } from "./sharing";

/** What a filter and a view are saved with, besides what they hold. */
export interface SavedAs {
  /** The saved one that is changed; none makes a new one. */
  id?: string;
  name: string;
  visibility: SavedFilter["visibility"];
}

interface SaveFormProps {
  noun: "filter" | "view";
  current?: (SavedAs & { id: string }) | undefined;
  sharing: Pick<RecordsProps, "scope" | "mayShare">;
  /** Who a new one is for, until that is changed. */
  visibility?: SavedAs["visibility"];
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
  const [visibility, setVisibility] = useState(current?.visibility ?? props.visibility ?? "mine");
  const save = (id?: string) => props.onSave({ ...(id && { id }), name, visibility });
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
        save(current?.id);
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
        value={visibility}
        onChange={(next) => next && setVisibility(next)}
        allowDeselect={false}
        error={errors["visibility"]}
        description={sharing.mayShare ? undefined : sharingWords}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {current ? submit.save : submit.create}
        </Button>
        {current && (
          <Button variant="default" onClick={() => save()} loading={pending}>
            Save as new
          </Button>
        )}
        <Button variant="default" onClick={props.onClose}>
          {leave}
        </Button>
        {current && props.onDelete && (
          <Button variant="subtle" color="red" onClick={() => void askToDelete(current.name)}>
            Delete
          </Button>
        )}
      </div>
    </form>
  );
}
