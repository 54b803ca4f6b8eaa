"use client";

import { Input } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { CopyButton } from "./copy-button";
import classes from "./copy-field.module.css";

interface CopyFieldProps {
  label: string;
  value: string;
  help?: ReactNode;
}

/** A value to be taken elsewhere: monospace, all of it visible, copied with one click. */
export function CopyField({ label, value, help }: CopyFieldProps) {
  const id = useId();
  return (
    <Input.Wrapper label={label} description={help} labelElement="div" labelProps={{ id }}>
      <div className={classes.box} role="group" aria-labelledby={id}>
        <code className={classes.value}>{value}</code>
        <CopyButton value={value} what={label} />
      </div>
    </Input.Wrapper>
  );
}
