import { Alert, Group, Stack, Text } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import type { AuditDetail } from "@/lib/audit/entries";
import type { Can } from "@/lib/auth/actor";
import { keepers, whyNot } from "@/lib/restore/keepers";
import { previewRestore } from "@/lib/restore/restore";
import type { VersionSide } from "@/lib/restore/schema";
import { FieldChanges } from "./field-changes";
import { RestoreButton } from "./restore-button";

interface RestoreSectionProps {
  actor: Can<"audit.read">;
  entry: AuditDetail;
  base: string;
  /** The version whose restoring is looked at. */
  side: VersionSide | null;
}

/** The ways back from an entry, or why there is none. */
export async function RestoreSection({ actor, entry, base, side }: RestoreSectionProps) {
  if (!keepers[entry.kind]) return <Section title="Restore">{whyNot(entry.kind)}</Section>;
  if (entry.project && actor.scope.kind === "community") {
    return (
      <Section title="Restore">
        <ButtonLink href={`/projects/${entry.project.key}/audit/${entry.id}`} variant="default">
          Open in the audit log of {entry.project.name}
        </ButtonLink>
      </Section>
    );
  }
  if (side) return <Preview actor={actor} entry={entry} base={base} side={side} />;
  const sides = [
    ...(entry.before === null ? [] : [{ side: "before", label: "Restore the version before" }]),
    ...(entry.after === null || entry.isLatest ? [] : [{ side: "after", label: "Restore this version" }]),
  ];
  if (sides.length === 0)
    return <Section title="Restore">{entry.isLatest ? "This is how it is now." : whyNot(entry.kind)}</Section>;
  return (
    <Section title="Restore" description="You see first what would change.">
      <Group gap="xs">
        {sides.map(({ side: each, label }) => (
          <ButtonLink key={each} href={`${base}/${entry.id}?restore=${each}`} variant="default">
            {label}
          </ButtonLink>
        ))}
      </Group>
    </Section>
  );
}

async function Preview({ actor, entry, base, side }: Omit<RestoreSectionProps, "side"> & { side: VersionSide }) {
  const preview = await previewRestore(actor, entry.id, side);
  const title = side === "before" ? "Restore the version before" : "Restore this version";
  if (!preview.possible) {
    return (
      <Section title={title}>
        <Alert color="yellow" title="This version cannot be restored">
          {preview.why}
        </Alert>
      </Section>
    );
  }
  const { changes, isGone, loses, seen } = preview;
  return (
    <Section
      title={title}
      description={isGone ? "It was deleted. This is made anew:" : "This would be different from now:"}
    >
      <Stack gap="md">
        <FieldChanges changes={changes} words={{ old: "Now", new: "Restored" }} only={isGone ? "new" : undefined} />
        {loses && <Text fz="sm">{loses}</Text>}
        <Group gap="xs">
          <ButtonLink href={`${base}/${entry.id}`} variant="default">
            Cancel
          </ButtonLink>
          <RestoreButton
            scope={actor.scope.kind === "project" ? { project: actor.scope.key } : "community"}
            input={{ entryId: entry.id, side, seen }}
          />
        </Group>
      </Stack>
    </Section>
  );
}
