"use client";

import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { IconCheck, IconSelector } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { NavProject } from "./nav-tree";
import classes from "./project-switcher.module.css";

interface ProjectSwitcherProps {
  project: NavProject | null;
  projects: NavProject[];
  compact: boolean;
}

export function ProjectSwitcher({ project, projects, compact }: ProjectSwitcherProps) {
  const [opened, setOpened] = useState(false);
  const name = project?.name ?? "Choose a project";
  // The list takes the focus a moment after it opens. An Escape before that is meant for it, not for what it stands in.
  const closeOnEscape = (event: KeyboardEvent) => {
    if (!opened || event.key !== "Escape") return;
    event.stopPropagation();
    setOpened(false);
  };
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width={224} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          data-compact={compact || undefined}
          aria-label={compact ? `Switch project: ${name}` : undefined}
          onKeyDown={closeOnEscape}
        >
          <Tooltip label={name} position="right" disabled={!compact}>
            <span className={classes.tile} aria-hidden>
              {project ? initial(project.name) : "–"}
            </span>
          </Tooltip>
          {!compact && <span className={classes.name}>{name}</span>}
          {!compact && <IconSelector size={15} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Projects</Menu.Label>
        {projects.map((item) => (
          <Menu.Item
            key={item.key}
            component={Link}
            href={`/projects/${item.key}`}
            rightSection={item.key === project?.key ? <IconCheck size={15} aria-label="current" /> : null}
          >
            {item.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment.toUpperCase() ?? "–";
}
