import { ButtonLink } from "@/components/kit/button-link";
import { StateFrame } from "@/components/states/state-frame";
import { refusal } from "@/lib/web/refusal";

export default function Forbidden() {
  return (
    <StateFrame
      illustration="lock"
      scope="page"
      title="You do not have access to this"
      actions={<ButtonLink href="/">Go to Home</ButtonLink>}
    >
      {refusal().message ??
        "Your role does not include this page. A project manager or community manager can grant it."}
    </StateFrame>
  );
}
