import { Alert, Button, Group } from "@mantine/core";

/** That the address asks something that cannot be read: better a word than numbers that look narrowed. */
export function MisreadNotice({ onClear }: { onClear: () => void }) {
  return (
    <Alert variant="light" color="yellow" mb="md" title="The filter in this address was not understood" role="alert">
      <Group justify="space-between" gap="xs">
        <span>
          It is damaged, or names something that this report does not offer any more. Nothing was narrowed: the numbers
          are of everything.
        </span>
        <Button size="compact-sm" variant="default" onClick={onClear}>
          Remove it from the address
        </Button>
      </Group>
    </Alert>
  );
}
