import type { ReactNode } from "react";
import { IconHelpCircle } from "@/components/icons/icons";
import { Link } from "./link";
import classes from "./help-link.module.css";

interface HelpLinkProps {
  /** Page of the help centre, with an anchor if wanted: "troubleshooting#404". */
  to: string;
  children: ReactNode;
}

/** Opens the help centre beside the work, so that nothing typed is lost. */
export function HelpLink({ to, children }: HelpLinkProps) {
  return (
    <Link href={`/help/${to}`} target="_blank" className={classes.root}>
      <IconHelpCircle size={15} />
      {children}
      <span className={classes.hidden}> (opens in a new tab)</span>
    </Link>
  );
}
