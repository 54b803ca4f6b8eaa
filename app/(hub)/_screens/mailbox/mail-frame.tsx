"use client";

import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import classes from "./mailbox.module.css";

const widths = [
  { value: "600", label: "Computer" },
  { value: "360", label: "Phone" },
];

/** A mail as its reader sees it. No script runs in it, nothing is loaded from elsewhere, and nothing is opened from it. */
export function MailFrame({ html }: { html: string }) {
  const [width, setWidth] = useState("600");
  return (
    <div className={classes.shown}>
      <SegmentedControl className={classes.width} aria-label="Width" data={widths} value={width} onChange={setWidth} />
      <iframe className={classes.frame} data-width={width} title="The mail" sandbox="" srcDoc={html} />
    </div>
  );
}
