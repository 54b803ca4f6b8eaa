import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { EmptyState } from "@/components/states/empty-state";
import { helpLinks } from "@/lib/help/links";
import type { GateState } from "./integration-state";

interface IntegrationGateProps {
  state: Exclude<GateState, "open">;
  /** Whether this person is a community manager and can do what is missing. */
  canOpen: boolean;
  scope?: "region" | "page";
}

/** Stands where an integration would: says what is missing, and leads there. */
export function IntegrationGate({ state, canOpen, scope = "region" }: IntegrationGateProps) {
  const { title, text, action, href } = gates[state];
  return (
    <EmptyState
      title={title}
      illustration="lock"
      scope={scope}
      actions={
        <>
          {canOpen && <ButtonLink href={href}>{action}</ButtonLink>}
          <HelpLink to={helpLinks.apiKeys}>What an API key is for</HelpLink>
        </>
      }
    >
      {text} {!canOpen && "A community manager can do that."}
    </EmptyState>
  );
}

const gates = {
  no_key: {
    title: "An API key is needed first",
    text: "Webhooks and external listeners stay hidden until the community has an API key that can be used, even where they do not use it.",
    action: "Create an API key",
    href: "/community/api-keys/new",
  },
  off: {
    title: "Enhanced integrations are switched off",
    text: "Webhooks and external listeners can be used again once Enhanced integrations are switched on in the settings of the community.",
    action: "Open settings",
    href: "/community/settings",
  },
} as const;
