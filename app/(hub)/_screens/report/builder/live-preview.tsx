"use client";

import { useComputedColorScheme } from "@mantine/core";
import { createContext, useContext, useState, type ReactNode } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { drawnWidth } from "@/app/(hub)/_screens/report/use-element";
import type { PreviewedElement } from "@/lib/reports/preview-element";
import { useEditor } from "./editor-context";
import { askableDefinition, type DraftDefinition, type ElementDraftForm } from "./element-form";
import { useElementPreview } from "./use-element-preview";

export const previewKinds = ["Screen", "PDF page", "E-mail", "Spreadsheet"] as const;
export type PreviewKind = (typeof previewKinds)[number];

interface LivePreview {
  kind: PreviewKind;
  show: (kind: PreviewKind) => void;
  /** How wide there is room, in pixels; 0 while it is not known. */
  room: number;
  fit: (width: number) => void;
  /** The last drawing; undefined before the first, and while there is nothing to draw. */
  drawn: PreviewedElement | undefined;
  /** What the form asks now; null while it asks nothing. */
  definition: DraftDefinition | null;
  /** The drawing answers what the form asks now. */
  isCurrent: boolean;
  isFetching: boolean;
  error: Error | null;
  retry: () => void;
}

const LivePreviewContext = createContext<LivePreview | null>(null);

export function useLivePreview(): LivePreview {
  const preview = useContext(LivePreviewContext);
  if (!preview) throw new Error("Only inside a LivePreviewProvider");
  return preview;
}

/** Draws what the form asks, in the width and colours of what it is shown as. Paper and mail are light whatever the screen is. */
export function LivePreviewProvider({ children }: { children: ReactNode }) {
  const { place } = useEditor();
  const { control } = useFormContext<ElementDraftForm>();
  const form = useWatch({ control }) as ElementDraftForm;
  const [kind, show] = useState<PreviewKind>("Screen");
  const [room, fit] = useState(0);
  const scheme = useComputedColorScheme("light");
  const definition = askableDefinition(form);
  const { data, isFetching, isPlaceholderData, error, refetch } = useElementPreview(place, {
    definition,
    picked: form.style,
    width: room === 0 ? 0 : widthOf(kind, room),
    theme: kind === "Screen" ? scheme : "light",
  });
  const drawn = definition ? data : undefined;
  return (
    <LivePreviewContext
      value={{
        kind,
        show,
        room,
        fit,
        drawn,
        definition,
        isCurrent: !isPlaceholderData && !error,
        isFetching,
        error: definition ? error : null,
        retry: () => void refetch(),
      }}
    >
      {children}
    </LivePreviewContext>
  );
}

function widthOf(kind: PreviewKind, room: number): number {
  if (kind === "PDF page") return 680;
  if (kind === "E-mail") return 560;
  return drawnWidth(room, 1_200);
}
