"use client";

import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { useHydrated } from "@/components/form/use-hydrated";
import classes from "./records.module.css";

interface FindRecordProps {
  kind: "user" | "feedback";
  onFind: (named: string) => void;
}

/** Asks for one record by its name, in the list or not; its drawer then says why. */
export function FindRecord({ kind, onFind }: FindRecordProps) {
  const [opened, setOpened] = useState(false);
  const [named, setNamed] = useState("");
  const isHydrated = useHydrated();
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withArrow position="bottom-end">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" disabled={!isHydrated} onClick={() => setOpened(!opened)}>
          Why not here?
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.find}
          onSubmit={(event) => {
            event.preventDefault();
            if (named.trim() === "") return;
            setOpened(false);
            onFind(named.trim());
          }}
        >
          <TextInput
            label={kind === "user" ? "Username or e-mail address" : "Ticket id"}
            placeholder={kind === "user" ? "jane.doe" : "BUG-42"}
            value={named}
            maxLength={320}
            onChange={(event) => setNamed(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" size="sm">
            Explain
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
