"use client";

import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconChevronRight } from "@/components/icons/icons";
import { HelpLink } from "@/components/kit/help-link";
import { TagPicker } from "@/components/tag-editor/tag-picker";
import { helpLinks } from "@/lib/help/links";
import { useEditor } from "./editor-context";
import classes from "./macros.module.css";

/** Every dynamic tag with what it prints for the preview record. */
export function TagsPanel({ opened = false }: { opened?: boolean }) {
  const { place, examples, readOnly } = useEditor();
  const [isOpen, setIsOpen] = useState(opened);
  if (readOnly) return null;
  return (
    <div className={classes.tags}>
      <div className={classes.tagsHead}>
        <UnstyledButton className={classes.disclose} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <IconChevronRight size={15} data-open={isOpen || undefined} />
          Dynamic tags
        </UnstyledButton>
        <HelpLink to={helpLinks.dynamicTags}>About tags</HelpLink>
      </div>
      {isOpen && <TagPicker fields={place.tags} examples={examples} maxHeight="14rem" />}
    </div>
  );
}
