"use client";

import { useAction } from "@/components/form/use-action";
import type { Seen } from "@/lib/audit/last-change";
import type { MacroDetail } from "@/lib/macros/queries";
import { saveMacro } from "./actions";
import type { EditorPlace } from "./editor-context";
import { formPath, groupsOf, macroDraft, type GroupTargets } from "./macro-draft";
import { completed, type MacroForm, type MacroFormApi } from "./macro-form";

interface SaveOptions {
  place: EditorPlace;
  macro: MacroDetail | null;
  seen: Seen | null;
  form: Pick<MacroFormApi, "setError" | "getValues">;
  targets: GroupTargets;
  onSaved: (id: string) => void;
}

/** Submit: what the server refuses comes back to the field it is about. */
export function useSaveMacro({ place, macro, seen, form, targets, onSaved }: SaveOptions) {
  const hadWebhook = macro?.actions.some(({ kind }) => kind === "webhook") ?? false;
  const values = () => completed(form.getValues());
  return useAction(
    ({ filled, overwrite }: { filled: MacroForm; overwrite: boolean }) =>
      saveMacro(place.scope, {
        id: macro?.id ?? null,
        home: place.home,
        macro: macroDraft(filled, targets),
        groups: groupsOf(filled, place.home.target),
        seen: overwrite ? null : seen,
      }),
    {
      form: {
        setError: (path, error) =>
          form.setError(formPath(path, values()) as Parameters<typeof form.setError>[0], error),
      },
      success: () => (!hadWebhook && values().triggerWebhooks ? "You've created your webhook." : "Macro saved"),
      onSuccess: ({ id }) => onSaved(id),
    },
  );
}
