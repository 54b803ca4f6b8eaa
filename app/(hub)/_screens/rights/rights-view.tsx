import { Alert, Stack, Text } from "@mantine/core";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { EffectiveRight, EffectiveRights } from "@/lib/auth/effective-rights";
import type { MacroRight } from "@/lib/macros/macro-rights";

/** Each right in plain words: whether they have it, through what, and who could give it. */
export function RightsView({ rights, macros }: { rights: EffectiveRights; macros: MacroRight[] }) {
  return (
    <Stack gap="lg">
      <Alert color={rights.role ? "blue" : "yellow"}>{rights.through}</Alert>
      {rights.areas.map(({ area, rights: list }) => (
        <Section key={area} title={area} flush>
          <SimpleTable
            label={area}
            rows={list}
            rowId={({ permission }) => permission}
            columns={[
              { id: "words", header: "Right", cell: ({ words }) => words },
              { id: "has", header: "Allowed", cell: (right) => <Verdict yes={right.has} /> },
              { id: "roles", header: "Comes with", cell: ({ roles }) => roles.join(", ") },
              { id: "by", header: "Who can give it", cell: (right) => <Grantors right={right} /> },
            ]}
          />
        </Section>
      ))}
      <Section
        title="Macros shown as actions"
        description="Whoever may change macros can also run every other one with Perform action."
        flush
      >
        {macros.length === 0 ? (
          <EmptyState title="No macro is shown as an action here" illustration="list" />
        ) : (
          <SimpleTable
            label="Macros shown as actions"
            rows={macros}
            rowId={({ id }) => id}
            columns={[
              { id: "name", header: "Macro", cell: ({ name }) => name },
              { id: "on", header: "On", cell: ({ typeName }) => typeName ?? "Users" },
              { id: "offered", header: "Offered", cell: ({ isOffered }) => <Verdict yes={isOffered} /> },
              { id: "why", header: "Why", cell: ({ why }) => why },
            ]}
          />
        )}
      </Section>
    </Stack>
  );
}

function Verdict({ yes }: { yes: boolean }) {
  return (
    <StatusBadge tone={yes ? "ok" : "off"} variant="plain">
      {yes ? "Yes" : "No"}
    </StatusBadge>
  );
}

function Grantors({ right }: { right: EffectiveRight }) {
  return right.has ? (
    <Text span c="dimmed" fz="sm">
      –
    </Text>
  ) : (
    right.grantedBy
  );
}
