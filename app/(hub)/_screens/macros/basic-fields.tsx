"use client";

import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { KeyField } from "@/components/form/key-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useField } from "@/components/form/use-field";
import { useEditor } from "./editor-context";
import classes from "./macros.module.css";

export function BasicFields() {
  const { macro } = useEditor();
  return (
    <>
      <TextField name="name" label="Name" required />
      <TextArea
        name="description"
        label="Description"
        rows={2}
        help="For your colleagues: what it does, and when to use it."
      />
      {macro ? <LockedKey /> : <KeyField help="Short and unique here. Made from the name until you type your own." />}
    </>
  );
}

/** After the first save a key changes only on purpose. */
function LockedKey() {
  const { macro, readOnly } = useEditor();
  const [isOpen, setIsOpen] = useState(false);
  const { value, change, input } = useField<string>("key");
  const uses = macro?.usedBy.map(({ name }) => name).join(", ");
  return (
    <div className={classes.key}>
      <TextInput
        {...input}
        label="Key"
        className={classes.keyInput}
        classNames={{ input: classes.mono }}
        readOnly={!isOpen}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {!isOpen && !readOnly && (
        <Button variant="default" onClick={() => setIsOpen(true)}>
          Change anyway
        </Button>
      )}
      {isOpen && (
        <Text size="xs" c="dimmed" className={classes.keyNote}>
          Whoever calls this macro by its key has to be told the new one{uses ? `: ${uses}` : ""}.
        </Text>
      )}
    </div>
  );
}
