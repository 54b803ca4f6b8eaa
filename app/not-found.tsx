import { Button } from "@mantine/core";
import Link from "next/link";
import { BareFrame } from "@/components/shell/bare-frame";
import { StateFrame } from "@/components/states/state-frame";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <BareFrame>
      <StateFrame
        illustration="search"
        title="This page does not exist"
        actions={
          <Button component={Link} href="/">
            Go to Home
          </Button>
        }
        scope="page"
      >
        It may have been deleted, or it belongs to a project you are not in.
      </StateFrame>
    </BareFrame>
  );
}
