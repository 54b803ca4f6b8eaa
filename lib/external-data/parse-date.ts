const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?)?$/;

/**
 * ISO 8601 as it is stored: an instant `YYYY-MM-DDTHH:MM:SS.sssZ` (without an offset it is UTC), or a day `YYYY-MM-DD` that no zone
 * shifts. Digits alone are an epoch. Null for anything else, and outside the years 1000 to 8999.
 */
export function parseDate(text: string): string | null {
  if (/^-?\d{9,}(\.\d+)?$/.test(text)) return parseEpoch(Number(text));
  const found = iso.exec(text);
  if (!found) return null;
  const part = (index: number) => Number(found[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (found[4] === undefined) return year < 9000 ? text : null;
  if (part(4) > 23 || part(5) > 59 || part(6) > 59 || part(10) > 23 || part(11) > 59) return null;
  const offset = (part(10) * 60 + part(11)) * (found[9] === "-" ? -60_000 : 60_000);
  const milliseconds = Number((found[7] ?? "").padEnd(3, "0").slice(0, 3));
  return instant(date.getTime() + ((part(4) * 60 + part(5)) * 60 + part(6)) * 1000 + milliseconds - offset);
}

/** Seconds or milliseconds since 1970: below 10¹¹ it is seconds (until the year 5138). */
export function parseEpoch(epoch: number): string | null {
  return instant(Math.abs(epoch) < 1e11 ? Math.round(epoch * 1000) : Math.round(epoch));
}

const first = Date.UTC(1000, 0, 1);
const end = Date.UTC(9000, 0, 1);

function instant(milliseconds: number): string | null {
  return milliseconds >= first && milliseconds < end ? new Date(milliseconds).toISOString() : null;
}
