import { Button } from "@mantine/core";
import Link from "next/link";
import { BareFrame } from "@/components/shell/bare-frame";
import { ForbiddenState } from "@/components/states/forbidden-state";

export const metadata = { title: "No access" };

export default function Forbidden() {
  return (
    <BareFrame>
      <ForbiddenState
        actions={
          <Button component={Link} href="/">
            Go to Home
          </Button>
        }
      />
    </BareFrame>
  );
}
