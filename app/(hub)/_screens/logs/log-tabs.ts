import type { LinkTab } from "@/components/kit/link-tabs";
import type { LogPlace } from "./log-place";

/** Deliveries and Listener calls: what goes out, and what comes in. */
export function logTabs({ root }: LogPlace): LinkTab[] {
  return [
    { label: "Deliveries", href: `${root}/logs` },
    { label: "Listener calls", href: `${root}/logs/calls` },
  ];
}
