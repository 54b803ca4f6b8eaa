import { headers } from "next/headers";
import { ButtonLink } from "@/components/kit/button-link";
import { StateFrame } from "@/components/states/state-frame";
import { refusal } from "@/lib/web/refusal";

export default async function Forbidden() {
  // A link that is only prefetched brings no page that could decide.
  const isPrefetch = (await headers()).get("x-fieldpost-prefetch") === "1";
  const message = isPrefetch ? null : await refusal().promise;
  return (
    <StateFrame
      illustration="lock"
      scope="page"
      title="You do not have access to this"
      actions={<ButtonLink href="/">Go to Home</ButtonLink>}
    >
      {message ?? "Your role does not include this page. A project manager or community manager can grant it."}
    </StateFrame>
  );
}
