"use client";

import { ActionIcon, Drawer, Group, Tooltip } from "@mantine/core";
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import classes from "./route-drawer.module.css";

interface RouteDrawerProps {
  title: ReactNode;
  /** Where Esc and the cross lead: the list, with its query. */
  closeHref: string;
  /** Id of the element that gets the focus back; rows of `DataTable` are `row-<id>`. */
  returnFocusTo?: string;
  /** J and K, and the arrows in the head. */
  previousHref?: string;
  nextHref?: string;
  /** The same record as a page of its own. */
  fullHref?: string;
  size?: "md" | "lg" | "xl";
  children: ReactNode;
}

/** A record beside its list, with its own address. Render it when the address says so. */
export function RouteDrawer(props: RouteDrawerProps) {
  const router = useRouter();
  const go = (href: string | undefined) => href && router.push(href, { scroll: false });
  useShortcut("j", "Next record", () => go(props.nextHref), { group: "Record" });
  useShortcut("k", "Previous record", () => go(props.previousHref), { group: "Record" });
  useFocusReturn(props.returnFocusTo);
  return (
    <Drawer.Root
      opened
      onClose={() => go(props.closeHref)}
      position="right"
      size={props.size ?? "lg"}
      returnFocus={false}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content }}
    >
      <Drawer.Overlay backgroundOpacity={0.2} />
      <Drawer.Content>
        <Drawer.Header className={classes.head}>
          <Drawer.Title className={classes.title} tabIndex={-1} data-autofocus>
            {props.title}
          </Drawer.Title>
          <Group gap={2} wrap="nowrap">
            <Step label="Previous record (K)" href={props.previousHref} icon={<IconChevronUp size={17} />} />
            <Step label="Next record (J)" href={props.nextHref} icon={<IconChevronDown size={17} />} />
            <Step label="Open as a page" href={props.fullHref} icon={<IconArrowsDiagonal size={16} />} />
            <Drawer.CloseButton aria-label="Close" />
          </Group>
        </Drawer.Header>
        <Drawer.Body className={classes.body}>{props.children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Step({ label, href, icon }: { label: string; href?: string; icon: ReactNode }) {
  if (!href) return null;
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} href={href} scroll={false} aria-label={label}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function useFocusReturn(id: string | undefined) {
  const latest = useRef(id);
  useEffect(() => {
    latest.current = id;
  }, [id]);
  useEffect(
    () => () => {
      const target = latest.current;
      // The drawer's own focus trap lets go after this effect.
      if (target) requestAnimationFrame(() => document.getElementById(target)?.focus());
    },
    [],
  );
}
