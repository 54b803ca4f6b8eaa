"use client";

import { ActionIcon, Button, Select, Tooltip } from "@mantine/core";
import { IconPencil, IconPlus } from "@/components/icons/icons";
import type { TableState } from "@/lib/conditions/table-state";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";

interface ListToolbarProps extends RecordsProps {
  state: TableState;
  macroId: string | null;
  onChange: (change: Partial<TableState>) => void;
  onMacro: (id: string | null) => void;
  onOpen: (what: "filter" | "new-filter" | "view" | "new-view") => void;
  onPerform: () => void;
}

const showList = "show-list";

/** Filter · View · Action · Perform action, in that order and those words. */
export function ListToolbar(props: ListToolbarProps) {
  const { kind, filters, views, macros, state, onChange, onOpen } = props;
  const noun = kind === "user" ? "user" : "feedback";
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Filter, view and action">
      <div className={classes.choice}>
        <Select
          label="Filter"
          value={state.filter ?? ""}
          data={[
            { value: "", label: state.condition && !state.filter ? "Not saved" : "No filter" },
            ...options(filters),
          ]}
          onChange={(id) => onChange({ filter: id || undefined, condition: undefined })}
          allowDeselect={false}
          searchable={filters.length > 8}
          comboboxProps={{ width: 280, position: "bottom-start" }}
        />
        {state.filter && <EditButton what="Edit filter" onClick={() => onOpen("filter")} />}
        <AddButton what="New filter" onClick={() => onOpen("new-filter")} />
      </div>
      <div className={classes.choice}>
        <Select
          label="View"
          value={state.view ?? ""}
          data={[{ value: "", label: state.columns && !state.view ? "Not saved" : "Standard view" }, ...options(views)]}
          onChange={(id) => onChange({ view: id || undefined, columns: undefined, sort: undefined })}
          allowDeselect={false}
          searchable={views.length > 8}
          comboboxProps={{ width: 280, position: "bottom-start" }}
        />
        {state.view && <EditButton what="Edit view" onClick={() => onOpen("view")} />}
        <AddButton what="New view" onClick={() => onOpen("new-view")} />
      </div>
      {macros && (
        <div className={classes.choice}>
          <Select
            label="Action"
            value={props.macroId ?? showList}
            data={[
              { value: showList, label: `Show ${noun} list` },
              ...macros.map((macro) => ({ value: macro.id, label: macro.name })),
            ]}
            onChange={(id) => props.onMacro(id === showList ? null : id)}
            allowDeselect={false}
            searchable={macros.length > 8}
            comboboxProps={{ width: 280, position: "bottom-start" }}
          />
          <Button onClick={props.onPerform}>Perform action</Button>
        </div>
      )}
    </div>
  );
}

function options(saved: { id: string; name: string; visibility: string }[]) {
  return saved.map(({ id, name, visibility }) => ({
    value: id,
    label: visibility === "mine" ? `${name} (mine)` : name,
  }));
}

function AddButton({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <Tooltip label={what}>
      <ActionIcon variant="default" size={32} aria-label={what} onClick={onClick}>
        <IconPlus size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function EditButton({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <Tooltip label={what}>
      <ActionIcon variant="default" size={32} aria-label={what} onClick={onClick}>
        <IconPencil size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
