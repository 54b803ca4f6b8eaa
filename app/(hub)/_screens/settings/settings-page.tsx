import { Stack } from "@mantine/core";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { PageHeader } from "@/components/kit/page-header";
import { baseUrl, getCommunity } from "@/lib/community/settings";
import { env } from "@/lib/env/env";
import type { Can } from "@/lib/auth/actor";
import { getMailServer } from "@/lib/mail/mail-server";
import { hasOwnManager, hasSample } from "@/lib/sample/remove";
import { MailSection } from "./mail-section";
import { OutboundSection } from "./outbound-section";
import { SampleSection } from "./sample-section";
import { SettingsForm } from "./settings-form";

/** What concerns the community as a whole, and what the operator has set for it. */
export async function SettingsPage({ actor }: { actor: Can<"settings.write"> }) {
  const [community, mail, origin, isSampleHere, isManagerHere] = await Promise.all([
    getCommunity(),
    getMailServer(actor),
    baseUrl(),
    hasSample(),
    hasOwnManager(),
  ]);
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
        <MailSection mail={mail} />
        <OutboundSection allowed={env.OUTBOUND_ALLOW} />
        <SampleSection isHere={isSampleHere} mayGo={isManagerHere} />
      </Stack>
    </>
  );
}
