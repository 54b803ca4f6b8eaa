"use client";

import { ActionIcon, CopyButton as MantineCopy, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@/components/icons/icons";
import { announce } from "./live-region";

/** Copies `value`. `what` names it for people who cannot see it: "Copy API endpoint URL". */
export function CopyButton({ value, what }: { value: string; what: string }) {
  return (
    <MantineCopy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : `Copy ${what}`}>
          <ActionIcon
            size={24}
            aria-label={`Copy ${what}`}
            onClick={() => {
              copy();
              announce(`${what} copied`);
            }}
          >
            {copied ? <IconCheck size={15} color="var(--mantine-color-green-light-color)" /> : <IconCopy size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </MantineCopy>
  );
}
