export interface Choice {
  value: string;
  label: string;
}

/** What is chosen now stays in the list, even if this person could not choose it. */
export function withPresent(
  options: readonly Choice[],
  present: { id: string; name: string } | null | undefined,
): Choice[] {
  if (!present || options.some(({ value }) => value === present.id)) return [...options];
  return [...options, { value: present.id, label: present.name }];
}

/** One that is off can be chosen: it may be on by the time it is needed. */
export function macroChoice({ id, name, enabled }: { id: string; name: string; enabled: boolean }): Choice {
  return { value: id, label: enabled ? name : `${name} (off)` };
}
