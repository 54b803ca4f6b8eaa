"use client";

import { ActionIcon, Kbd, Tooltip, UnstyledButton } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import type { ReactNode } from "react";
import { IconHelpCircle, IconSearch } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { NavProject } from "./nav-tree";
import { UserMenu } from "./user-menu";
import classes from "./top-bar.module.css";

export interface Person {
  name: string;
  email: string;
  /** IANA zone in which this person sees times. */
  timeZone: string;
}

interface TopBarProps {
  person: Person;
  project: NavProject | null;
  tray?: ReactNode;
  signOut: (formData: FormData) => void | Promise<void>;
}

export function TopBar({ person, project, tray, signOut }: TopBarProps) {
  return (
    <div className={classes.root}>
      <span className={classes.where}>
        {project && (
          <Link href={`/projects/${project.key}`} className={classes.project}>
            {project.name}
          </Link>
        )}
      </span>
      <UnstyledButton className={classes.search} onClick={() => spotlight.open()} aria-label="Search or go to… Ctrl K">
        <IconSearch size={15} />
        <span className={classes.searchWords}>Search or go to…</span>
        <Kbd size="xs" className={classes.kbd}>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <div className={classes.end}>
        {tray}
        <Tooltip label={`Times are shown in ${person.timeZone}`}>
          <span className={classes.zone}>{person.timeZone.replace("_", " ")}</span>
        </Tooltip>
        <Tooltip label="Help">
          <ActionIcon component={Link} href="/help" aria-label="Help">
            <IconHelpCircle size={19} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <UserMenu person={person} signOut={signOut} />
      </div>
    </div>
  );
}
