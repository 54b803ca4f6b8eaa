import type { ReactNode } from "react";
import { HubFrame } from "@/app/(hub)/hub-frame";

export default function HelpLayout({ children }: { children: ReactNode }) {
  return <HubFrame project={null}>{children}</HubFrame>;
}
