"use client";

import { Spotlight, spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { IconArrowRight, IconDownload, IconHelpCircle, IconKeyboard, IconSearch } from "@/components/icons/icons";
import { openKeyboardMap } from "./keyboard-map";
import { navIcons } from "./nav-icons";
import type { NavItem, NavTree } from "./nav-tree";
import { useShortcut } from "./use-shortcut";

/** Reaches everything in one step: Ctrl/⌘ K or /. */
export function CommandPalette({ nav }: { nav: NavTree }) {
  const router = useRouter();
  const groups = useMemo(() => paletteGroups(nav, (href) => router.push(href)), [nav, router]);
  useShortcut("/", "Search or go to", spotlight.open, { group: "Anywhere" });
  useGoTo(nav, (href) => router.push(href));
  return (
    <Spotlight
      actions={groups}
      shortcut={["mod + K"]}
      highlightQuery
      centered={false}
      attributes={{ content: { "aria-label": "Search or go to" } }}
      styles={{ actionDescription: { opacity: 1 } }}
      scrollable
      maxHeight={420}
      nothingFound="Nothing found. Try the name of a page."
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: "Search or go to…",
        "aria-label": "Search or go to",
      }}
    />
  );
}

const iconProps = { size: 18, stroke: 1.6 };

function paletteGroups(nav: NavTree, go: (href: string) => void): SpotlightActionGroupData[] {
  const pages = nav.sections.map((section) => ({
    group: section.label ?? "Fieldpost",
    actions: flatten(section.items).map(({ item, path }) => {
      const Icon = item.icon ? navIcons[item.icon] : IconArrowRight;
      return {
        id: `${section.id} ${item.href}`,
        label: item.label,
        description: path.join(" › ") || undefined,
        leftSection: <Icon {...iconProps} />,
        onClick: () => go(item.href),
      };
    }),
  }));
  const projects = nav.projects
    .filter((project) => project.key !== nav.project?.key)
    .map((project) => ({
      id: `project ${project.key}`,
      label: project.name,
      onClick: () => go(`/projects/${project.key}`),
    }));
  const help = [
    { id: "help", label: "Help", leftSection: <IconHelpCircle {...iconProps} />, onClick: () => go("/help") },
    { id: "keys", label: "Keyboard shortcuts", leftSection: <IconKeyboard {...iconProps} />, onClick: openKeyboardMap },
  ];
  const own = [
    { id: "files", label: "Files", leftSection: <IconDownload {...iconProps} />, onClick: () => go("/files") },
  ];
  return [
    ...pages,
    { group: "Yours", actions: own },
    { group: "Switch project", actions: projects },
    { group: "Help", actions: help },
  ].filter((group) => group.actions.length > 0);
}

function flatten(items: NavItem[], path: string[] = []): { item: NavItem & { href: string }; path: string[] }[] {
  return items.flatMap((item) => [
    ...(item.href ? [{ item: { ...item, href: item.href }, path }] : []),
    ...flatten(item.children ?? [], [...path, item.label]),
  ]);
}

/** G, then the first letter of where to. */
function useGoTo(nav: NavTree, go: (href: string) => void) {
  const all = nav.sections.flatMap((section) => flatten(section.items).map(({ item }) => item));
  const to = (label: string) => all.find((item) => item.label === label)?.href;
  const feedback = nav.sections.find((section) => section.id === "feedback")?.items[0]?.href;
  useGo("g h", "Go to Home", "/", go);
  useGo("g u", "Go to Users", to("Project users") ?? to("Community users"), go);
  useGo("g f", "Go to Feedback", feedback, go);
  useGo("g r", "Go to Reports", to("Custom reports"), go);
  useGo("g m", "Go to Macros", to("User resources"), go);
  useGo("g l", "Go to Logs", to("Logs"), go);
}

function useGo(keys: string, label: string, href: string | undefined, go: (href: string) => void) {
  useShortcut(keys, label, () => href && go(href), { group: "Go to", enabled: href !== undefined });
}
