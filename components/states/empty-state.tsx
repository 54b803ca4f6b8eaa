import type { ReactNode } from "react";
import type { IllustrationName } from "./illustration";
import { StateFrame } from "./state-frame";

interface EmptyStateProps {
  title: string;
  /** One sentence: what this is, or why nothing is here. */
  children?: ReactNode;
  /** The primary button, then "See an example" as a quiet one. */
  actions?: ReactNode;
  illustration?: IllustrationName;
  scope?: "region" | "page";
}

export function EmptyState({ illustration = "list", ...rest }: EmptyStateProps) {
  return <StateFrame illustration={illustration} {...rest} />;
}
