"use client";

import { Tooltip, UnstyledButton } from "@mantine/core";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { IconChevronRight } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import { navIcons } from "./nav-icons";
import type { NavItem, NavSection, NavTree } from "./nav-tree";
import { ProjectSwitcher } from "./project-switcher";
import classes from "./nav-rail.module.css";

interface NavRailProps {
  nav: NavTree;
  /** Only icons. */
  compact: boolean;
  onNavigate: () => void;
}

export function NavRail({ nav, compact, onNavigate }: NavRailProps) {
  const pathname = usePathname();
  const current = currentHref(nav.sections, pathname);
  return (
    <nav aria-label="Main" className={classes.root} data-compact={compact || undefined}>
      {nav.sections.map((section) => (
        <div key={section.id} className={classes.section} data-section={section.id}>
          {section.id === "home" || compact ? null : (
            <div className={classes.heading} id={`nav-${section.id}`}>
              {section.label}
            </div>
          )}
          <ul className={classes.list} aria-label={section.label}>
            {section.items.map((item) => (
              <Entry key={item.label} item={item} current={current} compact={compact} onNavigate={onNavigate} />
            ))}
          </ul>
          {section.id === "home" && nav.projects.length > 0 && (
            <ProjectSwitcher project={nav.project} projects={nav.projects} compact={compact} />
          )}
        </div>
      ))}
    </nav>
  );
}

interface EntryProps {
  item: NavItem;
  current: string | undefined;
  compact: boolean;
  onNavigate: () => void;
}

function Entry({ item, current, compact, onNavigate }: EntryProps) {
  if (item.paletteOnly) return null;
  const children = (item.children ?? []).filter((child) => !child.paletteOnly);
  if (children.length === 0) return <Leaf item={item} current={current} compact={compact} onNavigate={onNavigate} />;
  if (compact) {
    const href = item.href ?? children[0]?.href;
    const isInside = children.some((child) => child.href === current);
    return <Leaf item={{ ...item, href }} current={isInside ? href : current} compact onNavigate={onNavigate} />;
  }
  return <Branch item={item} list={children} current={current} onNavigate={onNavigate} />;
}

function Branch({ item, list, current, onNavigate }: Omit<EntryProps, "compact"> & { list: NavItem[] }) {
  const [open, setOpen] = useState(true);
  const Icon = item.icon ? navIcons[item.icon] : null;
  return (
    <li>
      <UnstyledButton className={classes.entry} aria-expanded={open} onClick={() => setOpen(!open)}>
        {Icon && <Icon size={17} stroke={1.6} />}
        <span className={classes.label}>{item.label}</span>
        <IconChevronRight size={13} className={classes.chevron} data-open={open || undefined} />
      </UnstyledButton>
      {open && (
        <ul className={`${classes.list} ${classes.nested}`}>
          {list.map((child) => (
            <Leaf key={child.label} item={child} current={current} compact={false} onNavigate={onNavigate} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Leaf({ item, current, compact, onNavigate }: EntryProps) {
  const Icon = item.icon ? navIcons[item.icon] : null;
  const link = (
    <Link
      href={item.href ?? "/"}
      className={classes.entry}
      aria-current={item.href === current ? "page" : undefined}
      aria-label={compact ? item.label : undefined}
      onClick={onNavigate}
    >
      {Icon && <Icon size={17} stroke={1.6} />}
      {!compact && <span className={classes.label}>{item.label}</span>}
    </Link>
  );
  return (
    <li>
      {compact ? (
        <Tooltip label={item.label} position="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}

/** The entry with the longest address that the current one begins with. */
function currentHref(sections: NavSection[], pathname: string): string | undefined {
  const hrefs = sections.flatMap((section) => collect(section.items));
  return hrefs
    .filter((href) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}

function collect(items: NavItem[]): string[] {
  return items.flatMap((item) => [
    ...(item.href && !item.paletteOnly ? [item.href] : []),
    ...collect(item.children ?? []),
  ]);
}
