import { emptyHeader, type HeaderForm } from "./macro-form";

const kept = "••••••••";

/** One header a line, `Name: value`. A secret's value stays hidden. */
export function headersText(headers: readonly HeaderForm[]): string {
  return headers.map(({ name, value, isSecret }) => `${name}: ${isSecret ? kept : value}`).join("\n");
}

/** The headers that a text names. A line whose value is hidden still means the secret of that name that was there before. */
export function headersFrom(text: string, before: readonly HeaderForm[]): HeaderForm[] {
  const free = [...before];
  const take = (wanted: (header: HeaderForm) => boolean) => {
    const index = free.findIndex(wanted);
    return index < 0 ? undefined : free.splice(index, 1)[0];
  };
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      const name = (colon < 0 ? line : line.slice(0, colon)).trim();
      const value = colon < 0 ? "" : line.slice(colon + 1).trim();
      const same = name.toLowerCase();
      const secret = value === kept && take((header) => header.isSecret && header.name.toLowerCase() === same);
      if (secret) return { ...secret, name };
      const plain = take((header) => !header.isSecret && header.name.toLowerCase() === same);
      return plain ? { ...plain, name, value } : emptyHeader(name, value);
    });
}
