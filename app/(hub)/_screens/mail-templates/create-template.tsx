"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";

export interface ContextChoice {
  /** As the address of the new template says it: `users`, `feedback`, a type's key after `feedback:`. */
  value: string;
  label: string;
}

/** Of what a template speaks is chosen first and stays: its tags depend on it. */
export function CreateTemplate({ base, choices }: { base: string; choices: ContextChoice[] }) {
  const href = ({ value }: ContextChoice) => `${base}/new?for=${encodeURIComponent(value)}`;
  const [only, ...others] = choices;
  if (only && others.length === 0)
    return (
      <Button component={Link} href={href(only)}>
        Create a template
      </Button>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={15} />}>Create a template</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>For mails about</Menu.Label>
        {choices.map((choice) => (
          <Menu.Item key={choice.value} component={Link} href={href(choice)}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
