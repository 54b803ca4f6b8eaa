"use client";

import { CloseButton, Portal } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./floating-bar.module.css";

interface FloatingBarProps {
  /** "42 selected". Nothing is drawn without it. */
  message: string | null;
  children?: ReactNode;
  onClear: () => void;
}

/** Floats over the foot of the window, so that no row ever moves under the pointer. */
export function FloatingBar({ message, children, onClear }: FloatingBarProps) {
  if (message === null) return null;
  return (
    <Portal>
      <div role="region" aria-label="Selection" className={classes.root}>
        <span className={classes.message}>{message}</span>
        {children}
        <CloseButton size={26} aria-label="Clear selection" onClick={onClear} className={classes.close} />
      </div>
    </Portal>
  );
}
