"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { IconDownload } from "@/components/icons/icons";
import { download } from "./download";

/** Downloads the whole list as a file. */
export function ExportButton({ href }: { href: string }) {
  const [waiting, setWaiting] = useState(false);
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconDownload size={15} />}
      loading={waiting}
      onClick={() => {
        setWaiting(true);
        void download(href).finally(() => setWaiting(false));
      }}
    >
      Export CSV
    </Button>
  );
}
