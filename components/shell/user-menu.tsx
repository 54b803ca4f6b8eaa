"use client";

import {
  Avatar,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
  type MantineColorScheme,
} from "@mantine/core";
import { IconClock, IconDownload, IconKeyboard, IconLogout, IconUserCog } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import { openKeyboardMap } from "./keyboard-map";
import type { Person } from "./top-bar";
import classes from "./user-menu.module.css";

interface UserMenuProps {
  person: Person;
  signOut: (formData: FormData) => void | Promise<void>;
}

export function UserMenu({ person, signOut }: UserMenuProps) {
  return (
    <Menu position="bottom-end" width={264} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <VisuallyHidden>Account of {person.name}</VisuallyHidden>
          <Avatar size={28} radius="xl" color="indigo" name={person.name} alt="" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text fw={600} fz="sm" truncate>
            {person.name}
          </Text>
          <Text c="dimmed" fz="xs" truncate>
            {person.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item component={Link} href="/files" leftSection={<IconDownload size={16} />}>
          Files
        </Menu.Item>
        <Menu.Item component={Link} href="/account" leftSection={<IconUserCog size={16} />}>
          Preferences
        </Menu.Item>
        <Menu.Item component={Link} href="/account#time-zone" leftSection={<IconClock size={16} />}>
          Time zone: {person.timeZone.replace("_", " ")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openKeyboardMap} rightSection="?">
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <form action={signOut}>
          <Menu.Item type="submit" leftSection={<IconLogout size={16} />} closeMenuOnClick={false}>
            Sign out
          </Menu.Item>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      {schemes.map(({ value, label }) => (
        <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

const schemes = [
  { value: "auto", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** System, light or dark, for the preferences page; kept in this browser. */
export function ColorSchemeControl() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Theme"
      value={colorScheme}
      onChange={(value) => setColorScheme(value)}
      data={schemes.map(({ value, label }) => ({ value, label }))}
    />
  );
}
