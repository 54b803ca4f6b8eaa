import { ButtonLink } from "@/components/kit/button-link";
import { BareFrame } from "@/components/shell/bare-frame";
import { ForbiddenState } from "@/components/states/forbidden-state";

export const metadata = { title: "No access" };

export default function Forbidden() {
  return (
    <BareFrame>
      <ForbiddenState actions={<ButtonLink href="/">Go to Home</ButtonLink>} />
    </BareFrame>
  );
}
