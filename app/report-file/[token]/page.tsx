import { Button, Stack, Text, Title } from "@mantine/core";
import { formatBytes } from "@/components/kit/format";
import { BareFrame } from "@/components/shell/bare-frame";
import { getCommunity } from "@/lib/community/settings";
import { findFileLink, type FileOfLink } from "@/lib/distributions/file-link";
import { fileDownload, type FileLink } from "@/lib/distributions/links";

export const metadata = { title: "Report file", robots: { index: false }, referrer: "no-referrer" };

interface ReportFileProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where a mail links to a file that was too large to travel with it. Looking at it downloads nothing: mail scanners open links. */
export default async function ReportFilePage({ params, searchParams }: ReportFileProps) {
  const { mail } = await searchParams;
  const link = { token: (await params).token, mailId: typeof mail === "string" ? mail : "" };
  const [found, community] = await Promise.all([findFileLink(link), getCommunity()]);
  return (
    <BareFrame narrow>
      <Stack gap="md">
        <Title order={1} size="h3">
          {found ? found.report : `Reports from ${community.name}`}
        </Title>
        {found ? (
          <Download link={link} found={found} zone={community.timeZone} />
        ) : (
          <Text>
            This link does not work any more. Files are kept for 30 days, and only while the report is still sent. Ask
            whoever sends it to you for a new one.
          </Text>
        )}
      </Stack>
    </BareFrame>
  );
}

function Download({ link, found, zone }: { link: FileLink; found: FileOfLink; zone: string }) {
  const { file, until } = found;
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: zone }).format(new Date(until));
  return (
    <>
      <Text style={{ overflowWrap: "anywhere" }}>
        {file.name}, {formatBytes(file.bytes)}. It is here until {day}.
      </Text>
      {/* A form as HTML knows it: it works without a script, and programs that follow links do not press it. */}
      <form method="post" action={fileDownload(link)}>
        <Button type="submit" fullWidth>
          Download
        </Button>
      </form>
      <Text size="sm" c="dimmed">
        Whoever has this link can download the file; the sender sees by whose link it was.
      </Text>
    </>
  );
}
