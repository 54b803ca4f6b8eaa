"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { confirm } from "@/components/kit/confirm";
import { leavingTo } from "./leaving-to";

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

function askToLeave(): Promise<boolean> {
  return confirm({
    title: "Leave without saving?",
    message: "What you changed on this page has not been saved.",
    confirm: "Leave without saving",
    danger: true,
  });
}
