import { Stack } from "@mantine/core";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { PageHeader } from "@/components/kit/page-header";
import { baseUrl, getCommunity } from "@/lib/community/settings";
import { env } from "@/lib/env/env";
import { smtpSettings } from "@/lib/mail/transport";
import { hasOwnManager, hasSample } from "@/lib/sample/remove";
import { MailSection } from "./mail-section";
import { OutboundSection } from "./outbound-section";
import { SampleSection } from "./sample-section";
import { SettingsForm } from "./settings-form";

/** What concerns the community as a whole, and what the operator has set for it. */
export async function SettingsPage() {
  const [community, origin, isSampleHere, isManagerHere] = await Promise.all([
    getCommunity(),
    baseUrl(),
    hasSample(),
    hasOwnManager(),
  ]);
  const smtp = smtpSettings();
  return (
    <>
      <PageHeader
        title="Settings"
        breadcrumbs={[{ label: "Community tools" }, { label: "Settings" }]}
        description="They apply at once. What comes from the environment is set by the operator and needs a restart."
        actions={<HistoryLink scope="community" kind="settings" id="community" />}
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        <SettingsForm
          community={{ ...community, baseUrl: community.baseUrl ?? "" }}
          origin={{ inUse: origin, source: env.BASE_URL ? "environment" : community.baseUrl ? "setting" : "default" }}
        />
        <MailSection smtp={smtp && { server: serverOf(smtp), from: smtp.from }} />
        <OutboundSection allowed={env.OUTBOUND_ALLOW} />
        <SampleSection isHere={isSampleHere} mayGo={isManagerHere} />
      </Stack>
    </>
  );
}

/** Without the user and the password that an address may carry. */
function serverOf({ url, host, port }: { url?: string; host?: string; port: number }): string {
  return url ? new URL(url).host : `${host ?? ""}:${port}`;
}
