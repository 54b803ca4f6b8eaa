import { Alert, Stack, Text, Title } from "@mantine/core";
import { BareFrame } from "@/components/shell/bare-frame";
import { ButtonLink } from "@/components/kit/button-link";
import { authorize } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import { roleLabel } from "@/lib/auth/permissions";
import { env } from "@/lib/env/env";
import { viewInvitation } from "@/lib/invitations/accept";
import type { InvitationView } from "@/lib/invitations/schema";
import { getPerson } from "@/lib/users/queries";
import { JoinForm } from "./join-form";
import { RegisterForm } from "./register-form";

export const metadata = { title: "Invitation", robots: { index: false } };

/** Where the link in an invitation leads: nobody need be signed in. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, person] = await Promise.all([viewInvitation(token.slice(0, 100)), currentPerson()]);
  return (
    <BareFrame narrow>
      <Stack gap="lg">
        {invitation.state === "open" ? (
          <Open token={token} invitation={invitation} me={person && (await addressOf(person.personId))} />
        ) : (
          <Closed state={invitation.state} />
        )}
      </Stack>
    </BareFrame>
  );
}

async function addressOf(personId: string): Promise<string | null> {
  const me = await getPerson(await authorize(personId, "community", "preferences.write"));
  return me?.email ?? null;
}

type OpenInvitation = Extract<InvitationView, { state: "open" }>;

interface OpenProps {
  token: string;
  invitation: OpenInvitation;
  /** The address of whoever is signed in. */
  me: string | null;
}

function Open({ token, invitation, me }: OpenProps) {
  const { email, community, project, role, invitedBy } = invitation;
  return (
    <>
      <Stack gap={4}>
        <Title order={1} size="h3">
          Join {project ?? community}
        </Title>
        <Text c="dimmed">
          {invitedBy} invites {email} to {project ? `${project} in ${community}` : community}, as{" "}
          {roleLabel[role].toLowerCase()}.
        </Text>
      </Stack>
      <Way token={token} invitation={invitation} me={me} />
    </>
  );
}

/** What to do depends on whether the address has an account, and on who is signed in. */
function Way({ token, invitation: { email, account }, me }: OpenProps) {
  const here = `/invitation/${token}`;
  if (me !== null && me !== email) {
    return (
      <Alert color="yellow" title={`You are signed in as ${me}`}>
        This invitation is for {email}. Sign out, then open the link again.
      </Alert>
    );
  }
  if (account === "disabled") {
    return (
      <Alert color="yellow" title="This account is disabled">
        A community manager can switch it on again. The invitation stays open meanwhile.
      </Alert>
    );
  }
  if (me === email) return <JoinForm token={token} />;
  if (account === "active") {
    return (
      <>
        <Text>{email} has an account here. Sign in with it to accept.</Text>
        <ButtonLink href={`/login?next=${encodeURIComponent(here)}`} fullWidth>
          Sign in
        </ButtonLink>
      </>
    );
  }
  return <RegisterForm token={token} singleSignOn={env.OIDC_ISSUER && env.OIDC_CLIENT_ID ? env.OIDC_NAME : null} />;
}

const closed: Record<Exclude<InvitationView["state"], "open">, { title: string; words: string }> = {
  unknown: {
    title: "This link leads nowhere",
    words: "Perhaps a newer mail has a newer link, or the mail program has cut it. Open the link in the latest mail.",
  },
  used: { title: "This invitation was accepted", words: "A link works once. Sign in to go on." },
  expired: {
    title: "This invitation is over",
    words: "A link works for seven days. Ask whoever invited you for a new one.",
  },
  withdrawn: {
    title: "This invitation was withdrawn",
    words: "Ask whoever invited you, if you think that is a mistake.",
  },
};

function Closed({ state }: { state: keyof typeof closed }) {
  return (
    <>
      <Stack gap={4}>
        <Title order={1} size="h3">
          {closed[state].title}
        </Title>
        <Text c="dimmed">{closed[state].words}</Text>
      </Stack>
      <ButtonLink href="/" variant="default" fullWidth>
        {state === "used" ? "Sign in" : "To Fieldpost"}
      </ButtonLink>
    </>
  );
}
