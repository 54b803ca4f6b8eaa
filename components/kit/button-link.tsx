"use client";

import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "./link";

interface ButtonLinkProps extends ButtonProps {
  href: string;
  target?: "_blank";
  children: ReactNode;
}

/** A link that looks like a button; unlike `<Button component={Link}>` it may stand in a server component. */
export function ButtonLink(props: ButtonLinkProps) {
  return <Button component={Link} {...props} />;
}
