import { ButtonLink } from "@/components/kit/button-link";
import { StateFrame } from "@/components/states/state-frame";

export default function NotFound() {
  return (
    <StateFrame
      illustration="search"
      scope="page"
      title="There is no such help article"
      actions={<ButtonLink href="/help">Show all articles</ButtonLink>}
    >
      It may have been renamed. The search finds it by its words.
    </StateFrame>
  );
}
