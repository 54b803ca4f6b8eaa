import type { ReactNode } from "react";
import { HubFrame } from "@/app/(hub)/hub-frame";

interface LayoutProps {
  params: Promise<{ project: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: LayoutProps) {
  const { project } = await params;
  return <HubFrame project={project}>{children}</HubFrame>;
}
