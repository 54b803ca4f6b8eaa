import { Button, Stack, Text, Title } from "@mantine/core";
import { BareFrame } from "@/components/shell/bare-frame";
import { StatusBadge } from "@/components/kit/status-badge";
import { findSleeper } from "@/lib/distributions/views";

export const metadata = { title: "Keep sending", robots: { index: false }, referrer: "no-referrer" };

interface KeepSendingProps {
  params: Promise<{ token: string }>;
}

/** Where the link of a warning leads. Programs that follow links keep nothing alive: a button does. */
export default async function KeepSendingPage({ params }: KeepSendingProps) {
  const { token } = await params;
  const sleeper = await findSleeper(token);
  return (
    <BareFrame narrow>
      <Stack gap="md">
        <Title order={1} size="h3">
          Keep sending
        </Title>
        {sleeper ? (
          <Text>
            The distribution <strong>{sleeper.name}</strong> sends the report <strong>{sleeper.report.name}</strong>.
          </Text>
        ) : (
          <Text>This link does not work any more. Sign in and open the distributions of the report.</Text>
        )}
        {sleeper && (isKept(sleeper) ? <Kept /> : <Choice token={token} sleeper={sleeper} />)}
      </Stack>
    </BareFrame>
  );
}

type Sleeper = NonNullable<Awaited<ReturnType<typeof findSleeper>>>;

function isKept({ state, warnedAt }: Sleeper): boolean {
  return state === "on" && warnedAt === null;
}

function Kept() {
  return <StatusBadge tone="ok">It goes on</StatusBadge>;
}

function Choice({ token, sleeper: { state } }: { token: string; sleeper: Sleeper }) {
  if (state === "paused" || state === "stopped")
    return <Text>It was {state} for another reason. Sign in and open it to send it again.</Text>;
  return (
    <>
      <Text>
        {state === "asleep"
          ? "It stopped, because nobody looked at the report for a long time."
          : "It will stop, because nobody has looked at the report for a long time."}
      </Text>
      {/* A form as HTML knows it: it works in every browser that opens mail, without a script. */}
      <form method="post" action={`/api/keep-sending/${encodeURIComponent(token)}`}>
        <Button type="submit" fullWidth>
          Keep sending
        </Button>
      </form>
    </>
  );
}
