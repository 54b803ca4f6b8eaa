"use client";

import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@/components/icons/icons";
import { useShortcut } from "./use-shortcut";
import classes from "./rail-toggle.module.css";

export function RailToggle({ compact, onToggle }: { compact: boolean; onToggle: () => void }) {
  useShortcut("[", "Collapse or expand the menu", onToggle, { group: "Anywhere" });
  const label = compact ? "Expand the menu" : "Collapse the menu";
  const Icon = compact ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <Tooltip label={label} position="right" disabled={!compact}>
      <UnstyledButton
        className={classes.root}
        data-compact={compact || undefined}
        onClick={onToggle}
        aria-label={label}
      >
        <Icon size={17} stroke={1.6} />
        {!compact && <span>Collapse</span>}
      </UnstyledButton>
    </Tooltip>
  );
}
