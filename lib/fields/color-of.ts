import type { FieldInfo } from "./field";

/** The colour that a value of a field has of its own, a name from the theme: of a choice its option's, of a text its value's. */
export function colorOf({ options, colors }: FieldInfo, value: string): string | undefined {
  // Values are people's words: "constructor" is none of these.
  const own = colors && Object.hasOwn(colors, value) ? colors[value] : undefined;
  return options?.find((option) => option.value === value)?.color ?? own;
}
