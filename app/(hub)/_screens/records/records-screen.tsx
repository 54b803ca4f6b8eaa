"use client";

import { useLocalStorage } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { nothingSelected, type TableSelection } from "@/components/table/table-types";
import type { TableState } from "@/lib/conditions/table-state";
import { AskedValues } from "./asked-values";
import { FilterDrawer } from "./filter-drawer";
import { ListToolbar } from "./list-toolbar";
import { PerformDialog } from "./perform-dialog";
import { RecordsBar } from "./records-bar";
import { RecordDrawer } from "./record-drawer";
import type { RecordsProps } from "./records-props";
import { RecordsTable } from "./records-table";
import { useListState } from "./use-list-state";
import { useOpenRecord } from "./use-open-record";
import { exportHref, listQuery, useRecordCount, useRecords } from "./use-records";
import { ViewDrawer } from "./view-drawer";

type Open = "filter" | "new-filter" | "view" | "new-view" | "perform" | null;

/** Filter, View, Action, Perform action over one kind of record; the address is its state. */
export function RecordsScreen(props: RecordsProps) {
  const list = useListState();
  const [simple] = useLocalStorage({ key: "fieldpost:simple-lists", defaultValue: false });
  const [selection, setSelection] = useState<TableSelection>(nothingSelected);
  const [macroId, setMacroId] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [saved, setSaved] = useState({ filters: props.filters, views: props.views });
  const record = useOpenRecord();
  const queries = useQueryClient();
  const records = useRecords(props.api, list.state, list.problem === null, props.first);
  const count = useRecordCount(props.api, list.state, list.problem === null, props.first);

  const change = (changed: Partial<TableState>) => {
    list.change(changed);
    if ("filter" in changed || "condition" in changed || "search" in changed) setSelection(nothingSelected);
  };
  const shown = records.data;
  const mayPerform = props.macros !== null && props.macros.length > 0;
  const performOn = (id: string) => {
    setSelection({ kind: "rows", ids: [id] });
    record.close();
    setOpen("perform");
  };
  return (
    <>
      {!simple && (
        <ListToolbar
          {...props}
          filters={saved.filters}
          views={saved.views}
          state={list.state}
          macroId={macroId}
          onChange={change}
          onMacro={setMacroId}
          onOpen={setOpen}
          onPerform={() =>
            macroId ? setOpen("perform") : void queries.invalidateQueries({ queryKey: ["records", props.api] })
          }
        />
      )}
      <RecordsBar
        fields={props.fields}
        state={list.state}
        condition={shown?.condition ?? null}
        count={count.data ?? null}
        updatedAt={records.dataUpdatedAt}
        simple={simple}
        file={{
          scope: props.scope,
          csvHref: exportHref(props.api, list.state),
          request: { kind: "list", source: props.source, query: listQuery(list.state) },
        }}
        onChange={change}
        onEdit={() => setOpen("filter")}
        onFind={record.open}
        kind={props.kind}
      />
      {!simple && shown && (
        <AskedValues
          fields={props.fields}
          condition={shown.condition}
          onChange={(condition) => change({ condition })}
        />
      )}
      <RecordsTable
        props={props}
        list={{ ...list, change }}
        records={records}
        count={count.data ?? null}
        selection={{ value: selection, onChange: setSelection }}
        record={record}
        onPerform={mayPerform ? () => setOpen("perform") : null}
      />
      {(open === "filter" || open === "new-filter") && (
        <FilterDrawer
          props={{ ...props, filters: saved.filters }}
          state={list.state}
          condition={open === "filter" ? (shown?.condition ?? null) : null}
          isNew={open === "new-filter"}
          onChange={change}
          onSaved={(filters) => setSaved((before) => ({ ...before, filters }))}
          onClose={() => setOpen(null)}
        />
      )}
      {(open === "view" || open === "new-view") && (
        <ViewDrawer
          props={{ ...props, views: saved.views }}
          state={list.state}
          shown={shown ?? null}
          isNew={open === "new-view"}
          onChange={change}
          onSaved={(views) => setSaved((before) => ({ ...before, views }))}
          onClose={() => setOpen(null)}
        />
      )}
      {record.named !== null && (
        <RecordDrawer
          props={props}
          state={list.state}
          shown={shown ?? null}
          record={{ ...record, named: record.named }}
          onPerform={mayPerform ? performOn : null}
        />
      )}
      {open === "perform" && props.macros && (
        <PerformDialog
          props={{ ...props, macros: props.macros }}
          macroId={macroId}
          selection={selection}
          condition={shown?.condition ?? { match: "all", conditions: [] }}
          search={list.state.search}
          matching={count.data?.matching ?? null}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
