import { ButtonLink } from "@/components/kit/button-link";
import { BareFrame } from "@/components/shell/bare-frame";
import { StateFrame } from "@/components/states/state-frame";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <BareFrame>
      <StateFrame
        illustration="search"
        title="This page does not exist"
        actions={<ButtonLink href="/">Go to Home</ButtonLink>}
        scope="page"
      >
        It may have been deleted, or it belongs to a project you are not in.
      </StateFrame>
    </BareFrame>
  );
}
