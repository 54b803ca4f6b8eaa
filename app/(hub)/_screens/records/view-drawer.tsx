"use client";

import { Button, Drawer, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { ViewBuilder } from "@/components/view-builder/view-builder";
import { fieldPaths } from "@/lib/conditions/paths";
import type { TableColumn, TableState } from "@/lib/conditions/table-state";
import type { ListAnswer } from "@/lib/views/answer-list";
import type { SavedView } from "@/lib/views/views";
import { deleteView, saveView } from "./actions";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";
import { sharingOptions, sharingWords } from "./sharing";

interface ViewDrawerProps {
  props: RecordsProps;
  state: TableState;
  /** The list as it stands; its columns are what one begins with. */
  shown: ListAnswer | null;
  isNew: boolean;
  onChange: (change: Partial<TableState>) => void;
  onSaved: (views: SavedView[]) => void;
  onClose: () => void;
}

export function ViewDrawer({ props, state, shown, isNew, onChange, onSaved, onClose }: ViewDrawerProps) {
  const current = isNew ? undefined : props.views.find(({ id }) => id === state.view);
  const [columns, setColumns] = useState<TableColumn[]>(() => (isNew ? first(props.kind) : columnsOf(shown)));
  const [name, setName] = useState(current?.name ?? "");
  const [visibility, setVisibility] = useState<string>(current?.visibility ?? "mine");
  const sort = shown?.sort ?? [];
  const save = useAction(
    (input: { id?: string }) =>
      saveView(props.scope, { ...input, name, source: props.source, visibility, columns, sort }),
    {
      success: current ? "View saved" : "View created",
      onSuccess: ({ id }) => {
        const saved = {
          id,
          name: name.trim(),
          visibility: visibility as SavedView["visibility"],
          columns,
          sort,
          owner: { id: "", username: "" },
          mine: true,
        };
        onSaved([...props.views.filter((view) => view.id !== id), saved].sort((a, b) => a.name.localeCompare(b.name)));
        onChange({ view: id, columns: undefined, sort: undefined });
        onClose();
      },
    },
  );
  const remove = useAction(() => deleteView(props.scope, { id: current?.id }), {
    success: "View deleted",
    onSuccess: () => {
      onSaved(props.views.filter((view) => view.id !== current?.id));
      onChange({ view: undefined, columns: undefined, sort: undefined });
      onClose();
    },
  });
  const change = (next: TableColumn[]) => {
    setColumns(next);
    if (next.length > 0) onChange({ columns: next });
  };
  const errors = save.failure?.fields ?? {};
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={current ? `View: ${current.name}` : "New view"}
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.1 }}
    >
      <ViewBuilder
        fields={props.fields}
        value={columns}
        onChange={change}
        filterFields={shown ? fieldPaths(shown.condition) : []}
      />
      <form
        className={classes.saving}
        onSubmit={(event) => {
          event.preventDefault();
          void save.run(current ? { id: current.id } : {});
        }}
      >
        {errors.columns && (
          <p role="alert" className={classes.problem}>
            {errors.columns}
          </p>
        )}
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          maxLength={100}
        />
        <Select
          label="Who can use it"
          data={sharingOptions(props)}
          value={visibility}
          onChange={(next) => next && setVisibility(next)}
          allowDeselect={false}
          error={errors.visibility}
          description={props.mayShare ? undefined : sharingWords}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={save.pending}>
            {current ? "Save view and execute" : "Create view and execute"}
          </Button>
          {current && (
            <Button variant="default" onClick={() => void save.run({})} loading={save.pending}>
              Save as new
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Use without saving
          </Button>
          {current && (
            <Button
              variant="subtle"
              color="red"
              onClick={() =>
                void confirm({
                  title: "Delete this view?",
                  message: `“${current.name}” is gone for everyone who uses it.`,
                  confirm: "Delete view",
                  danger: true,
                }).then((sure) => sure && void remove.run(undefined))
              }
            >
              Delete
            </Button>
          )}
        </div>
      </form>
    </Drawer>
  );
}

function columnsOf(shown: ListAnswer | null): TableColumn[] {
  return (shown?.columns ?? []).map(({ path, width, label }) => ({
    path,
    ...(width && { width }),
    ...(label && { label }),
  }));
}

function first(kind: RecordsProps["kind"]): TableColumn[] {
  return [{ path: kind === "user" ? "user.username" : "feedback.display_id" }];
}
