"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { confirm } from "@/components/kit/confirm";

/** Asks before a link or a reload would lose what was typed. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = leavingTo(event);
      if (!href) return;
      event.preventDefault();
      event.stopPropagation();
      void askToLeave().then((leave) => {
        if (!leave) return;
        window.removeEventListener("beforeunload", onUnload);
        router.push(href);
      });
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isDirty, router]);
  return null;
}

function leavingTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target === "_blank" || link.origin !== location.origin || link.hasAttribute("download"))
    return null;
  if (link.pathname === location.pathname) return null;
  return link.pathname + link.search + link.hash;
}

function askToLeave(): Promise<boolean> {
  return confirm({
    title: "Leave without saving?",
    message: "What you changed on this page has not been saved.",
    confirm: "Leave without saving",
    danger: true,
  });
}
