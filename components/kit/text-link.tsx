"use client";

import { Anchor, type AnchorProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "./link";

interface TextLinkProps extends AnchorProps {
  href: string;
  target?: "_blank";
  children: ReactNode;
}

/** A link within text or a cell, for server components too. */
export function TextLink(props: TextLinkProps) {
  return <Anchor component={Link} inherit {...props} />;
}
