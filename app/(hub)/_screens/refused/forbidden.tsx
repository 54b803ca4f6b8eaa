import { headers } from "next/headers";
import { ButtonLink } from "@/components/kit/button-link";
import { ForbiddenState } from "@/components/states/forbidden-state";
import { StateFrame } from "@/components/states/state-frame";
import { refusal } from "@/lib/web/refusal";

/** What its reader may not see, and what cannot be shown as things stand. */
export default async function Forbidden() {
  // A link that is only prefetched brings no page that could decide.
  const isPrefetch = (await headers()).get("x-fieldpost-prefetch") === "1";
  const refused = isPrefetch ? null : await refusal().promise;
  const actions = <ButtonLink href="/">Go to Home</ButtonLink>;
  if (!refused || refused.code === "forbidden")
    return <ForbiddenState actions={actions}>{refused?.message}</ForbiddenState>;
  return (
    <StateFrame illustration="list" scope="page" title="This cannot be shown now" actions={actions}>
      {refused.message}
    </StateFrame>
  );
}
