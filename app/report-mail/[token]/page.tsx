import { Button, Stack, Text, Title } from "@mantine/core";
import { BareFrame } from "@/components/shell/bare-frame";
import { StatusBadge } from "@/components/kit/status-badge";
import { getCommunity } from "@/lib/community/settings";
import { findReportSubscription, isWholeLink, type ReportSubscription } from "@/lib/distributions/unsubscribe";

export const metadata = { title: "E-mails", robots: { index: false }, referrer: "no-referrer" };

interface ReportMailProps {
  params: Promise<{ token: string }>;
}

/** Where the link at the end of a report's mail leads, with or without an account. Looking at it ends nothing. */
export default async function ReportMailPage({ params }: ReportMailProps) {
  const { token } = await params;
  const [subscription, community] = await Promise.all([findReportSubscription(token), getCommunity()]);
  return (
    <BareFrame narrow>
      <Stack gap="md">
        <Title order={1} size="h3">
          Reports from {community.name}
        </Title>
        {subscription ? (
          <Choice token={token} subscription={subscription} />
        ) : (
          <Text>
            {isWholeLink(token)
              ? "This link does not work any more. What it was about is not sent any more either."
              : "This link is not whole, so nothing was changed. Open it from the e-mail again, or copy all of it."}
          </Text>
        )}
      </Stack>
    </BareFrame>
  );
}

function Choice({ token, subscription }: { token: string; subscription: ReportSubscription }) {
  const { address, report, distribution, isEnded } = subscription;
  return (
    <>
      <Text>
        For <strong>{address}</strong>: the report <strong>{report}</strong>,{" "}
        {distribution ? (
          <>
            sent by <strong>{distribution}</strong>.
          </>
        ) : (
          "when somebody sends it by hand."
        )}
      </Text>
      {isEnded && <StatusBadge tone="ok">You get no more of these e-mails</StatusBadge>}
      {/* A form as HTML knows it: it works in every browser that opens mail, without a script. */}
      <form method="post" action={`/api/report-mail/${encodeURIComponent(token)}`}>
        <input type="hidden" name="do" value={isEnded ? "resume" : "end"} />
        <Button type="submit" variant={isEnded ? "default" : "filled"} fullWidth>
          {isEnded ? "Get them again" : "Get no more of these e-mails"}
        </Button>
      </form>
    </>
  );
}
