import { List, ListItem, Text } from "@mantine/core";
import { HelpLink } from "@/components/kit/help-link";
import { Mono } from "@/components/kit/mono";
import { Section } from "@/components/kit/section";
import { helpLinks } from "@/lib/help/links";

/** Which private addresses webhooks may call. */
export function OutboundSection({ allowed }: { allowed: readonly string[] }) {
  return (
    <Section
      title="Outbound"
      description="Source: environment (OUTBOUND_ALLOW)."
      actions={<HelpLink to={helpLinks.outbound}>Outbound allow list</HelpLink>}
    >
      {allowed.length === 0 ? (
        <Text fz="sm">
          Webhooks may call public https addresses and this installation’s own Echo. Private addresses are refused.
        </Text>
      ) : (
        <>
          <Text fz="sm">Besides public https addresses and our own Echo, webhooks may call:</Text>
          <List fz="sm" mt={6}>
            {allowed.map((entry) => (
              <ListItem key={entry}>
                <Mono>{entry}</Mono>
              </ListItem>
            ))}
          </List>
        </>
      )}
    </Section>
  );
}
