"use client";

import { ActionIcon, Button, Select, Tooltip } from "@mantine/core";
import { PinFilter } from "@/app/(hub)/_screens/home/pin-filter";
import { IconHistory, IconPencil, IconPlus } from "@/components/icons/icons";
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
  const isViewChanged = Boolean(state.view && (state.columns ?? state.sort ?? state.group));
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Filter, view and action">
      <div className={classes.choice}>
        <Select
          label="Filter"
          value={state.filter ?? ""}
          data={[
            { value: "", label: state.condition && !state.filter ? "Not saved" : "No filter" },
            ...options(filters, state.condition ? state.filter : undefined),
          ]}
          onChange={(id) => onChange({ filter: id || undefined, condition: undefined })}
          allowDeselect={false}
          searchable={filters.length > 8}
          comboboxProps={{ width: 280, position: "bottom-start" }}
        />
        {state.filter && state.condition && (
          <ToolButton
            Icon={IconHistory}
            what="Filter as it was saved"
            onClick={() => onChange({ condition: undefined })}
          />
        )}
        {state.filter && <ToolButton Icon={IconPencil} what="Edit filter" onClick={() => onOpen("filter")} />}
        {state.filter && <PinFilter scope={props.scope} filterId={state.filter} />}
        <ToolButton Icon={IconPlus} what="New filter" onClick={() => onOpen("new-filter")} />
      </div>
      <div className={classes.choice}>
        <Select
          label="View"
          value={state.view ?? ""}
          data={[
            { value: "", label: state.columns && !state.view ? "Not saved" : "Standard view" },
            ...options(views, isViewChanged ? state.view : undefined),
          ]}
          onChange={(id) => onChange({ view: id || undefined, ...asSaved })}
          allowDeselect={false}
          searchable={views.length > 8}
          comboboxProps={{ width: 280, position: "bottom-start" }}
        />
        {isViewChanged && (
          <ToolButton Icon={IconHistory} what="View as it was saved" onClick={() => onChange(asSaved)} />
        )}
        {state.view && <ToolButton Icon={IconPencil} what="Edit view" onClick={() => onOpen("view")} />}
        <ToolButton Icon={IconPlus} what="New view" onClick={() => onOpen("new-view")} />
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

const asSaved = { columns: undefined, sort: undefined, group: undefined };

/** `changed` is the one that the list shows otherwise than it was saved. */
function options(saved: { id: string; name: string; visibility: string }[], changed: string | undefined) {
  return saved.map(({ id, name, visibility }) => ({
    value: id,
    label: `${name}${visibility === "mine" ? " (mine)" : ""}${id === changed ? " · changed" : ""}`,
  }));
}

function ToolButton({ what, Icon, onClick }: { what: string; Icon: typeof IconPlus; onClick: () => void }) {
  return (
    <Tooltip label={what}>
      <ActionIcon variant="default" size={32} aria-label={what} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
