"use client";

import { ActionIcon, Group, Tooltip } from "@mantine/core";
import { EditorView } from "@uiw/react-codemirror";
import { useRef } from "react";
import { IconBold, IconItalic, IconLink, IconList, IconRectangle } from "@/components/icons/icons";
import { TagFormField, type TagSurroundings } from "@/components/tag-editor/tag-form-field";
import { marks, type MarkName } from "./marks";

const tools: { mark: MarkName; label: string; icon: typeof IconBold }[] = [
  { mark: "bold", label: "Bold", icon: IconBold },
  { mark: "italic", label: "Italic", icon: IconItalic },
  { mark: "list", label: "List", icon: IconList },
  { mark: "link", label: "Link", icon: IconLink },
  { mark: "button", label: "Button", icon: IconRectangle },
];

/** The mail as it is typed. The buttons write what one could type as well, around what is selected. */
export function BodyField(around: TagSurroundings) {
  const frame = useRef<HTMLDivElement>(null);
  const apply = (mark: MarkName) => {
    const element = frame.current?.querySelector<HTMLElement>(".cm-editor");
    const view = element && EditorView.findFromDOM(element);
    if (!view) return;
    view.dispatch(marks[mark](view.state));
    view.focus();
  };
  return (
    <div ref={frame}>
      <TagFormField
        name="body"
        place="text"
        label="Mail"
        help="A blank line begins a paragraph. **bold**, *italic*, “- ” for lists, [words](address) for links."
        minHeight="16rem"
        required
        {...around}
      />
      {!around.readOnly && (
        <Group gap={4} mt={6} role="toolbar" aria-label="Format the mail">
          {tools.map(({ mark, label, icon: Icon }) => (
            <Tooltip key={mark} label={label}>
              <ActionIcon variant="default" size="md" aria-label={label} onClick={() => apply(mark)}>
                <Icon size={16} />
              </ActionIcon>
            </Tooltip>
          ))}
        </Group>
      )}
    </div>
  );
}
