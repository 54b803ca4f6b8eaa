import { Temporal } from "temporal-polyfill";

// Instants and what clocks show are both milliseconds; a clock's are those at which a clock of UTC shows the same.

/** What the clocks of the zone show at this instant. */
export function clockAt(at: number, zone: string): number {
  return at + offsetAt(at, zone);
}

/** The instant at which the clocks of the zone first show this; the end of the gap if they skip it. */
export function firstShowing(clock: number, zone: string): number {
  const [before, after] = [clock - offsetAt(clock - day, zone), clock - offsetAt(clock + day, zone)];
  if (before === after) return before;
  const shown = [before, after].filter((at) => clockAt(at, zone) === clock);
  return shown.length > 0 ? Math.min(...shown) : changeBetween(after, before, zone);
}

/** The first instant behind `from` at which the zone is as far from UTC as it is at `to`, to the second. */
export function changeBetween(from: number, to: number, zone: string): number {
  const offset = offsetAt(to, zone);
  let [low, high] = [Math.floor(from / 1_000), Math.ceil(to / 1_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1_000, zone) === offset) high = middle;
    else low = middle;
  }
  return high * 1_000;
}

export function offsetAt(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

const day = 86_400_000;
