import { Group, Text } from "@mantine/core";
import { Mark } from "./mark";
import classes from "./brand.module.css";

/** The mark on its tile, with the name beside it unless `compact`. */
export function Brand({ compact = false, size = 26 }: { compact?: boolean; size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <span className={classes.tile} style={{ width: size, height: size }}>
        <Mark size={Math.round(size * 0.7)} />
      </span>
      {!compact && (
        <Text component="span" fw={650} fz={15} className={classes.name}>
          Fieldpost
        </Text>
      )}
    </Group>
  );
}
