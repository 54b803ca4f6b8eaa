import { Button, Stack, Text, Title } from "@mantine/core";
import { BareFrame } from "@/components/shell/bare-frame";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { getCommunity } from "@/lib/community/settings";
import { findSubscription, type Ending, type Subscription } from "@/lib/feedback/unsubscribe";

export const metadata = { title: "E-mails", robots: { index: false }, referrer: "no-referrer" };

interface UnsubscribeProps {
  params: Promise<{ token: string }>;
}

/** Where the links at the end of a mail lead, signed in or not. Looking at it ends nothing. */
export default async function UnsubscribePage({ params }: UnsubscribeProps) {
  const { token } = await params;
  const [subscription, community] = await Promise.all([findSubscription(token), getCommunity()]);
  return (
    <BareFrame narrow>
      <Stack gap="md">
        <Title order={1} size="h3">
          E-mails from {community.name}
        </Title>
        {subscription ? (
          <Choices token={token} subscription={subscription} />
        ) : (
          <Text>
            This link does not work any more. Sign in and switch off <strong>Get e-mails</strong> in your{" "}
            <TextLink href="/account" underline="always">
              preferences
            </TextLink>
            .
          </Text>
        )}
      </Stack>
    </BareFrame>
  );
}

function Choices({ token, subscription }: { token: string; subscription: Subscription }) {
  const { email, getsMail, ticket } = subscription;
  return (
    <>
      <Text>
        For <strong>{email}</strong>
      </Text>
      {ticket &&
        (ticket.isFollowed ? (
          <EndButton token={token} end="first" isMain={getsMail}>
            Stop following {ticket.displayId}
          </EndButton>
        ) : (
          <StatusBadge tone="ok">{`You do not follow ${ticket.displayId} any more`}</StatusBadge>
        ))}
      {getsMail ? (
        <EndButton token={token} end="all" isMain={!ticket?.isFollowed}>
          Turn off these e-mails
        </EndButton>
      ) : (
        <StatusBadge tone="ok">These e-mails are turned off</StatusBadge>
      )}
      <Text size="sm" c="dimmed">
        What you have to know, such as a change of the terms, is sent all the same. To get e-mails again, sign in and
        switch on <strong>Get e-mails</strong> in your{" "}
        <TextLink href="/account" underline="always">
          preferences
        </TextLink>
        .
      </Text>
    </>
  );
}

interface EndButtonProps {
  token: string;
  end: Ending;
  isMain: boolean;
  children: React.ReactNode;
}

/** A form as HTML knows it: it works in every browser that opens mail, without a script. */
function EndButton({ token, end, isMain, children }: EndButtonProps) {
  return (
    <form method="post" action={`/api/unsubscribe/${encodeURIComponent(token)}`}>
      <input type="hidden" name="end" value={end} />
      <Button type="submit" variant={isMain ? "filled" : "default"} fullWidth>
        {children}
      </Button>
    </form>
  );
}
