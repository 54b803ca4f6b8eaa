"use client";

import { Drawer } from "@mantine/core";
import { useState } from "react";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { useAction } from "@/components/form/use-action";
import { ViewBuilder } from "@/components/view-builder/view-builder";
import { fieldPaths } from "@/lib/conditions/paths";
import type { TableColumn, TableState } from "@/lib/conditions/table-state";
import type { ListAnswer } from "@/lib/views/answer-list";
import type { SavedView } from "@/lib/views/views";
import { deleteView, saveView } from "./actions";
import { chosenColumns } from "./arrange";
import type { RecordsProps } from "./records-props";
import { SaveForm, type SavedAs } from "./save-form";

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
  const [columns, setColumns] = useState<TableColumn[]>(() => (isNew ? first(props.kind) : chosenColumns(shown)));
  const sort = shown?.sort ?? [];
  const group = shown?.group?.path;
  const save = useAction(
    async (as: SavedAs) => {
      const result = await saveView(props.scope, {
        ...as,
        source: props.source,
        columns,
        sort,
        ...(group && { group }),
      });
      return result.ok ? { ok: true as const, value: { ...as, id: result.value.id } } : result;
    },
    {
      success: current ? "View saved" : "View created",
      onSuccess: ({ id, name, visibility, teamId }) => {
        const saved = {
          id,
          name: name.trim(),
          visibility,
          teamId,
          columns,
          sort,
          ...(group && { group }),
          mayChange: true,
        };
        onSaved([...props.views.filter((view) => view.id !== id), saved].sort((a, b) => a.name.localeCompare(b.name)));
        onChange({ view: id, ...noOwnView });
        onClose();
      },
    },
  );
  const remove = useAction(() => deleteView(props.scope, { id: current?.id }), {
    success: "View deleted",
    onSuccess: () => {
      onSaved(props.views.filter((view) => view.id !== current?.id));
      onChange({ view: undefined, ...noOwnView });
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
      <SaveForm
        noun="view"
        current={current}
        sharing={props}
        submit={{ create: "Create view and execute", save: "Save view and execute" }}
        errors={errors}
        problem={errors["columns"]}
        pending={save.pending}
        onSave={(as) => void save.run(as)}
        onDelete={() => void remove.run(undefined)}
        onClose={onClose}
      />
      {current?.mayChange && props.mayShare && current.visibility !== "mine" && (
        <HistoryLink scope={props.scope} kind="view" id={current.id} />
      )}
    </Drawer>
  );
}

const noOwnView = { columns: undefined, sort: undefined, group: undefined };

function first(kind: RecordsProps["kind"]): TableColumn[] {
  return [{ path: kind === "user" ? "user.username" : "feedback.display_id" }];
}
