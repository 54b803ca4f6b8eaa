"use client";

import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { formatMinute } from "@/components/kit/format";
import { usePreferences } from "@/components/theme/preferences";
import { logRanges, logRangeWords, type LogQuestion, type LogRange } from "@/lib/macros/webhook-log-schema";
import { codeChoices } from "./delivery-words";
import classes from "./logs.module.css";

interface LogFiltersProps {
  question: LogQuestion;
  usualRange: LogRange;
  /** To choose from; null in a macro's own log. */
  macros: { id: string; name: string }[] | null;
  /** Names the record whose log this is. */
  recordLabel: string | null;
  ask: (change: Partial<LogQuestion>) => void;
}

/** Code, macro, record, time and run: each stands in the address. */
export function LogFilters({ question, usualRange, macros, recordLabel, ask }: LogFiltersProps) {
  return (
    <div role="group" aria-label="Filter the log" className={classes.filters}>
      <TimeSelect question={question} usualRange={usualRange} ask={ask} />
      <NativeSelect
        aria-label="Code"
        value={question.code ?? ""}
        onChange={(event) => ask({ code: event.currentTarget.value || undefined })}
        data={codeChoices}
      />
      {macros && (
        <NativeSelect
          aria-label="Macro"
          value={question.macro ?? ""}
          onChange={(event) => ask({ macro: event.currentTarget.value || undefined })}
          data={[{ value: "", label: "Any macro" }, ...macros.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      {question.record ? (
        <Chosen label={recordLabel ?? "One record"} what="record" onClear={() => ask({ record: undefined })} />
      ) : (
        <RecordSearch text={question.text ?? ""} ask={ask} />
      )}
      {question.run && <Chosen label="One run" what="run" onClear={() => ask({ run: undefined })} />}
    </div>
  );
}

/** A moment that a link named stays among the choices until another is made. */
function TimeSelect({
  question: { since, range },
  usualRange,
  ask,
}: Pick<LogFiltersProps, "question" | "usualRange" | "ask">) {
  const { timeZone } = usePreferences();
  const moment = since ? [{ value: "", label: `Since ${formatMinute(Date.parse(since), timeZone)}` }] : [];
  return (
    <NativeSelect
      aria-label="Time"
      value={since ? "" : (range ?? usualRange)}
      onChange={(event) => ask({ range: event.currentTarget.value as LogRange, since: undefined })}
      data={[...moment, ...logRanges.map((value) => ({ value, label: logRangeWords[value].label }))]}
    />
  );
}

function RecordSearch({ text, ask }: { text: string; ask: LogFiltersProps["ask"] }) {
  const [typed, setTyped] = useState(text);
  const [asked, setAsked] = useState(text);
  // Back, or "Clear filter", changed the address under the field.
  if (asked !== text) {
    setAsked(text);
    if (typed.trim() !== text) setTyped(text);
  }
  const search = useDebouncedCallback((value: string) => ask({ text: value.trim() || undefined }), 400);
  return (
    <TextInput
      aria-label="User or ticket"
      placeholder="User or ticket"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}

function Chosen({ label, what, onClear }: { label: string; what: string; onClear: () => void }) {
  return (
    <span className={classes.chosen}>
      {label}
      <CloseButton size="sm" aria-label={`Show every ${what}`} onClick={onClear} />
    </span>
  );
}
