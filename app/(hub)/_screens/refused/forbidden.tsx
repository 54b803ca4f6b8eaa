import { headers } from "next/headers";
import { ButtonLink } from "@/components/kit/button-link";
import { ForbiddenState } from "@/components/states/forbidden-state";
import { refusal } from "@/lib/web/refusal";

export default async function Forbidden() {
  // A link that is only prefetched brings no page that could decide.
  const isPrefetch = (await headers()).get("x-fieldpost-prefetch") === "1";
  const message = isPrefetch ? null : await refusal().promise;
  return <ForbiddenState actions={<ButtonLink href="/">Go to Home</ButtonLink>}>{message}</ForbiddenState>;
}
