"use client";

import { Button, Menu } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { IconChevronDown } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import type { ReportBlock } from "@/lib/reports/schema";
import { addBlock } from "./actions";
import { BlockWords } from "./block-words";
import { useReport } from "./report-context";

/** What can stand in a report. New parts come last; Arrange moves them. */
export function AddBlockMenu() {
  const { place, report } = useReport();
  const router = useRouter();
  const [asked, setAsked] = useState<"heading" | "text" | null>(null);
  const add = useAction(
    (block: ReportBlock) => addBlock(place.scope, { destination: { kind: "report", id: report.id }, block }),
    {
      success: "Added at the end of the report",
      onSuccess: () => {
        setAsked(null);
        router.refresh();
      },
    },
  );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            // An empty report has its primary button in the middle.
            variant={report.blocks.length === 0 ? "default" : "filled"}
            rightSection={<IconChevronDown size={15} />}
            loading={add.pending}
          >
            Add
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={`${place.base}/new-element?report=${report.id}`}>
            Element
          </Menu.Item>
          <Menu.Item onClick={() => setAsked("heading")}>Heading</Menu.Item>
          <Menu.Item onClick={() => setAsked("text")}>Text</Menu.Item>
          <Menu.Item onClick={() => void add.run({ kind: "page_break" })}>Page break</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <BlockWords
          kind={asked}
          words=""
          errors={add.failure?.fields}
          pending={add.pending}
          onSave={(block) => void add.run(block)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
