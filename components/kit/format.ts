const steps = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const short = { year: "y", month: "mo", day: "d", hour: "h", minute: "min" } as const;

/** "2 h ago", "in 5 min", "just now". Both in ms since the epoch. */
export function formatRelative(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return Math.abs(seconds) < 5 ? "just now" : inWords(seconds, `${Math.abs(seconds)} s`);
  return inWords(seconds, `${Math.floor(Math.abs(seconds) / step[1])} ${short[step[0]]}`);
}

/** "21 Nov 2026, 21:34:05 CET", in the given IANA zone. */
export function formatExact(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { ...exact, timeZone }).format(at);
}

/** "Mon, 23 Nov 2026, 09:00 CET", in the given IANA zone. */
export function formatMinute(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { ...toTheMinute, weekday: "short", timeZone }).format(at);
}

/** "30 Nov", in the given IANA zone: a day not far from now. */
export function formatDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone }).format(at);
}

/** "today 09:00 CET", "Friday 14:10 CET" within six days, else as `formatMinute`. Both in ms since the epoch. */
export function formatSince(at: number, now: number, timeZone: string): string {
  const dayOf = (time: number) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(time);
  if (at > now || Date.parse(dayOf(now)) - Date.parse(dayOf(at)) > 6 * 86_400_000) return formatMinute(at, timeZone);
  const clock = { hour: "2-digit", minute: "2-digit", timeZoneName: "short", timeZone } as const;
  const time = new Intl.DateTimeFormat("en-GB", clock).format(at);
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone }).format(at);
  return `${dayOf(at) === dayOf(now) ? "today" : weekday} ${time}`;
}

/** "84 ms", "1.2 s", "3 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1).replace(/\.0$/, "")} s`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms % 60_000) / 1000);
  return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
}

/** "812 B", "1.2 kB", "3.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "1,030". */
export function formatCount(count: number): string {
  return new Intl.NumberFormat("en").format(count);
}

const toTheMinute = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const;

const exact = { ...toTheMinute, second: "2-digit" } as const;

function inWords(seconds: number, amount: string): string {
  return seconds < 0 ? `${amount} ago` : `in ${amount}`;
}
