"use client";

import { Kbd, Modal, Switch } from "@mantine/core";
import { Fragment, useSyncExternalStore } from "react";
import { listShortcuts, subscribeShortcuts, type Shortcut } from "./shortcut-store";
import { useSingleKeys } from "./single-keys";
import { useShortcut } from "./use-shortcut";
import classes from "./keyboard-map.module.css";

let isOpen = false;
const listeners = new Set<() => void>();

export function openKeyboardMap() {
  setOpen(true);
}

/** "?": every key that works on this screen, and the switch for single letters. */
export function KeyboardMap() {
  const opened = useSyncExternalStore(subscribe, () => isOpen, closed);
  const shortcuts = useSyncExternalStore(subscribeShortcuts, listShortcuts, none);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useShortcut("?", "This list", openKeyboardMap, { group: "Anywhere" });
  return (
    <Modal opened={opened} onClose={() => setOpen(false)} title={<b>Keyboard shortcuts</b>} size="lg">
      <Switch
        label="Single letters are shortcuts"
        description="Off: only combinations with Ctrl or ⌘ work."
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        size="sm"
        mb="md"
      />
      <div className={classes.groups}>
        {grouped([...always, ...shortcuts]).map(([group, entries]) => (
          <section key={group} className={classes.group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.list}>
              {entries.map((entry) => (
                <div key={entry.keys} className={classes.entry}>
                  <dt>{entry.label}</dt>
                  <dd>
                    <Keys keys={entry.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function Keys({ keys }: { keys: string }) {
  return keys.split(" ").map((step, index) => (
    <Fragment key={step}>
      {index > 0 && " then "}
      <Kbd size="xs">{step.split("+").map(keyWord).join(" ")}</Kbd>
    </Fragment>
  ));
}

function keyWord(key: string): string {
  if (key === "mod") return "Ctrl/⌘";
  return key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1);
}

type Listed = Omit<Shortcut, "run">;

/** Spotlight listens for this one itself. */
const always: Listed[] = [{ keys: "mod+k", label: "Search or go to", group: "Anywhere" }];

function grouped(shortcuts: Listed[]): [string, Listed[]][] {
  const latest = new Map(shortcuts.map((shortcut) => [`${shortcut.group} ${shortcut.keys}`, shortcut]));
  return Object.entries(Object.groupBy(latest.values(), (shortcut) => shortcut.group)).map(([group, list]) => [
    group,
    list ?? [],
  ]);
}

function setOpen(next: boolean) {
  isOpen = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const closed = () => false;
const noShortcuts: readonly Shortcut[] = [];
const none = () => noShortcuts;
