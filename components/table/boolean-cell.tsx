import { IconCheck, IconX } from "@/components/icons/icons";

/** Yes or no as a word and an icon; nothing for unknown. */
export function BooleanCell({ value }: { value: boolean | null }) {
  if (value === null) return <span>–</span>;
  const Icon = value ? IconCheck : IconX;
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 4, verticalAlign: "bottom" }}>
      <Icon
        size={14}

        color={value ? "var(--mantine-color-green-light-color)" : "var(--mantine-color-dimmed)"}
      />
      {value ? "Yes" : "No"}
    </span>
  );
}
