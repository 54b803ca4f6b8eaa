"use client";

import { AppShell, Burger, ScrollArea } from "@mantine/core";
import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { useRef, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { Brand } from "@/components/icons/brand";
import { Link } from "@/components/kit/link";
import { PreferencesProvider } from "@/components/theme/preferences";
import { CommandPalette } from "./command-palette";
import { KeyboardMap } from "./keyboard-map";
import { NavRail } from "./nav-rail";
import type { NavTree } from "./nav-tree";
import { OfflineNotice } from "./offline-notice";
import { RailToggle } from "./rail-toggle";
import { ShortcutListener } from "./shortcut-listener";
import { TopBar, type Person } from "./top-bar";
import classes from "./app-frame.module.css";

export interface AppFrameProps {
  nav: NavTree;
  person: Person;
  /** Running jobs tray, drawn by the app: `<JobsTray jobs=… />`. */
  tray?: ReactNode;
  /** Across the top of the page: sample badge, maintenance, "viewing as". */
  notice?: ReactNode;
  /** A server action, used as `<form action>`. */
  signOut: (formData: FormData) => void | Promise<void>;
  children: ReactNode;
}

/** The frame of every signed-in screen. Knows nothing but what it is given. */
export function AppFrame({ nav, person, tray, notice, signOut, children }: AppFrameProps) {
  const [menuOpen, menu] = useDisclosure(false);
  const opener = useRef<HTMLButtonElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  // On a narrow screen the menu covers the page, and whoever opened it by keyboard must come to stand in it.
  const openMenu = () => {
    flushSync(menu.open);
    closer.current?.focus();
  };
  const closeMenu = () => {
    flushSync(menu.close);
    opener.current?.focus();
  };
  const [compact, setCompact] = useLocalStorage({ key: "fieldpost:rail-compact", defaultValue: false });
  return (
    <PreferencesProvider value={{ timeZone: person.timeZone }}>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <ShortcutListener />
      <CommandPalette nav={nav} />
      <KeyboardMap />
      <AppShell
        header={{ height: 48 }}
        navbar={{ width: compact ? 56 : 240, breakpoint: "sm", collapsed: { mobile: !menuOpen } }}
        layout="alt"
        padding={0}
        transitionDuration={120}
      >
        <AppShell.Navbar
          className={classes.rail}
          data-open={menuOpen || undefined}
          onKeyDown={({ key, target }) => {
            // The choice of projects closes itself.
            const isWithin = target instanceof Element && target.closest("[role=menu]") !== null;
            if (menuOpen && key === "Escape" && !isWithin) closeMenu();
          }}
          // Whoever tabs on behind its last link is on the page, and shall see it. What the menu opens itself lies elsewhere.
          onBlur={({ relatedTarget }) => relatedTarget?.closest("main, header") && menu.close()}
        >
          <div className={classes.railHead} data-compact={compact || undefined}>
            <Link href="/" className={classes.brand} aria-label="Fieldpost, home" onClick={menu.close}>
              <Brand compact={compact} />
            </Link>
            <Burger
              ref={closer}
              opened
              onClick={closeMenu}
              hiddenFrom="sm"
              size="sm"
              aria-label="Close the menu"
              className={classes.burger}
            />
          </div>
          <ScrollArea className={classes.railBody} scrollbarSize={6} type="hover">
            <NavRail nav={nav} compact={compact && !menuOpen} onNavigate={menu.close} />
          </ScrollArea>
          <RailToggle compact={compact} onToggle={() => setCompact(!compact)} />
        </AppShell.Navbar>
        <AppShell.Header className={classes.header}>
          <Burger
            ref={opener}
            opened={menuOpen}
            onClick={openMenu}
            hiddenFrom="sm"
            size="sm"
            aria-label="Open the menu"
            aria-expanded={menuOpen}
          />
          <TopBar person={person} project={nav.project} tray={tray} signOut={signOut} />
        </AppShell.Header>
        <AppShell.Main>
          <OfflineNotice />
          {notice && <div className={classes.notice}>{notice}</div>}
          <div id="content" tabIndex={-1} className={classes.content}>
            {children}
          </div>
        </AppShell.Main>
      </AppShell>
    </PreferencesProvider>
  );
}
