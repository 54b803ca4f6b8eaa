"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { FieldValues } from "@/lib/fields/field";
import type { TagExample } from "@/lib/macros/preview";
import type { RecordChoice } from "@/lib/macros/record-choices";
import type { WorstRecord } from "@/lib/macros/worst-records";
import type { MacroHome } from "@/lib/macros/schema";
import { previewMacro } from "./actions";
import { useEditor, type EditorPlace } from "./editor-context";
import { previewActions, type GroupTargets } from "./macro-draft";
import type { MacroForm } from "./macro-form";

/** What the macro would send and write for these records, half a second after the last key. */
export function usePreview(recordIds: string[]) {
  const { place } = useEditor();
  const { control, getValues } = useFormContext<MacroForm>();
  const targets = useGroupTargets(place);
  useWatch({ control });
  const form = getValues();
  const { home } = place;
  const actions = previewActions(form, targets);
  const question = { home, name: form.name.slice(0, 120), key: form.key.slice(0, 60), actions, recordIds };
  const [asked] = useDebouncedValue(JSON.stringify(question), 500);
  const { actions: askedActions, recordIds: askedIds } = JSON.parse(asked) as typeof question;
  return useQuery({
    queryKey: ["macro-preview", asked],
    queryFn: async () => {
      const result = await previewMacro(place.scope, JSON.parse(asked)).catch((cause: unknown) => {
        throw new Error("The preview could not be made. It comes back with the next change.", { cause });
      });
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    enabled: askedIds.length > 0 && askedActions.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}

export function useGroupTargets(place: EditorPlace): GroupTargets {
  return useMemo(() => new Map(place.groups.map(({ id, target }) => [id, target])), [place.groups]);
}

/** What each tag prints for the record. */
export function useExamples(place: Where, recordId: string | null): FieldValues | undefined {
  const { data } = useQuery({
    queryKey: ["tag-examples", place.scope, place.home, recordId],
    queryFn: ({ signal }) => read<TagExample[]>("examples", place, { record: recordId ?? "" }, signal),
    enabled: recordId !== null,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => data && Object.fromEntries(data.map(({ path, value }) => [path, value])), [data]);
}

export function useRecordChoices(place: Where, search: string) {
  const [asked] = useDebouncedValue(search.trim(), 250);
  return useQuery({
    queryKey: ["macro-records", place.scope, place.home, asked],
    queryFn: ({ signal }) => read<RecordChoice[]>("records", place, { search: asked }, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
}

export function useWorstRecords(place: EditorPlace, enabled: boolean) {
  return useQuery({
    queryKey: ["worst-records", place.scope, place.home],
    queryFn: ({ signal }) => read<WorstRecord[]>("worst", place, {}, signal),
    enabled,
  });
}

/** Whose records are asked for. */
export interface Where {
  scope: ScopeRef;
  home: MacroHome;
}

async function read<T>(
  what: string,
  { scope, home }: Where,
  more: Record<string, string>,
  signal: AbortSignal,
): Promise<T> {
  const query = new URLSearchParams({
    ...(scope !== "community" && { project: scope.project }),
    ...(home.target === "feedback" && { type: home.typeId }),
    ...more,
  });
  const response = await fetch(`/api/macros/${what}?${query.toString()}`, { signal });
  if (response.ok) return (await response.json()) as T;
  throw new Error(`The server answered ${response.status}. Try again in a moment.`);
}
