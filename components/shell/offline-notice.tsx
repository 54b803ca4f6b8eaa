"use client";

import { useNetwork } from "@mantine/hooks";
import { IconCloudOff } from "@/components/icons/icons";
import classes from "./app-frame.module.css";

/** Says that what stands here may be old. Lists wait for the network by themselves and go on when it is back. */
export function OfflineNotice() {
  const { online } = useNetwork();
  return (
    <div role="status" className={classes.offline}>
      {!online && (
        <p>
          <IconCloudOff size={16} />
          You are offline. Lists show what was loaded before, and go on once the network is back.
        </p>
      )}
    </div>
  );
}
