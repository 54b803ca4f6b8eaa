"use client";

import { Button } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";

/** A simple list is a search and rows; the advanced view adds Filter, View and Action. Remembered on this device. */
export function ViewSwitch() {
  const [simple, setSimple] = useLocalStorage({ key: "fieldpost:simple-lists", defaultValue: false });
  return (
    <Button variant="default" onClick={() => setSimple(!simple)}>
      {simple ? "Switch to Advanced View" : "Switch to Simple View"}
    </Button>
  );
}
