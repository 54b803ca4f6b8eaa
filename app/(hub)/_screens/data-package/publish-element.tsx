"use client";

import { Menu } from "@mantine/core";
import { IconUpload } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";

/** In the menu of a table of a report: leads to the form that publishes it. */
export function PublishElement({ elementId, base }: { elementId: string; base: string }) {
  return (
    <Menu.Item component={Link} href={`${base}/new?element=${elementId}`} leftSection={<IconUpload size={15} />}>
      Publish as data package
    </Menu.Item>
  );
}
