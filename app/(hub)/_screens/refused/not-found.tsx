import { ButtonLink } from "@/components/kit/button-link";
import { StateFrame } from "@/components/states/state-frame";

export default function NotFound() {
  return (
    <StateFrame
      illustration="search"
      scope="page"
      title="There is nothing at this address"
      actions={<ButtonLink href="/">Go to Home</ButtonLink>}
    >
      It may have been deleted or renamed, or it belongs to a project you are not in.
    </StateFrame>
  );
}
