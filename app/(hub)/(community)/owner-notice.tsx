import { Alert, Text } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";

/** Shown while only the sample's people can manage the community. */
export function OwnerNotice() {
  return (
    <Alert variant="light" color="indigo" title="You are looking at the sample programme">
      <Text size="sm" mb="sm">
        Try everything: it sends only to this installation’s own Echo. To work for real, create your own account as
        community manager. The sample can then be removed in one click under Settings.
      </Text>
      <ButtonLink href="/community/users/new?role=community_manager" size="compact-sm" variant="default">
        Create your own account
      </ButtonLink>
    </Alert>
  );
}
