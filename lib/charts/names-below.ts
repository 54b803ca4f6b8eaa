import { fontSize } from "./canvas";
import { intervalOf, widthOf, wrapped, type Labels } from "./name-lines";

interface Below extends Labels {
  /** Px that they take below the axis. */
  depth: number;
}

/** In px: the most that names take below an axis, the height of a line, and how near to each other lines are that are turned. */
const deepest = 150;
const lineHeight = 15;
const nearest = { aslant: 19, upended: 12 };

const mostLines = 3;
const angle = 40;
const sine = Math.sin((angle * Math.PI) / 180);
const cosine = Math.cos((angle * Math.PI) / 180);

/**
 * Names below the columns or points of a drawing `width` px wide: side by side, in up to three lines, where they have the room; else aslant;
 * else upended. They are cut where no way shows them whole, and some are left out only where lines would run into each other.
 */
export function namesBelow(names: readonly string[], width: number, most = deepest): Below {
  const room = width - 60;
  const place = room / names.length - 8;
  const lines = (name: string) => wrapped(name, place, mostLines);
  if (place >= 120 || names.every((name) => fitsIn(place, lines(name)))) {
    const count = Math.max(...names.map((name) => lines(name).length));
    return { width: place, interval: 0, lines, depth: count * lineHeight + 8 };
  }
  const depth = Math.min(most, deepest);
  const longest = Math.max(...names.map(widthOf));
  const aslant = Math.min(longest, (depth - fontSize * cosine) / sine, width * 0.25);
  const upended = Math.min(longest, depth);
  if (aslant >= upended && isRoomAslant(names, width, aslant))
    return { width: aslant, interval: 0, rotate: angle, depth: aslant * sine + fontSize * cosine };
  return { width: upended, interval: intervalOf(room, names.length, nearest.upended), rotate: 90, depth: upended };
}

/** Where lines are not short, what is cut at the end of the last says more than it would turned. */
function fitsIn(place: number, lines: readonly string[]): boolean {
  return lines.every((line, n) => widthOf(line) <= place || (place >= 75 && n === mostLines - 1));
}

/** The names of the first columns reach beyond them, and leave less room for all. */
function isRoomAslant(names: readonly string[], width: number, most: number): boolean {
  const step = (width - 60) / names.length;
  const reach = Math.max(...names.map((name, n) => Math.min(widthOf(name), most) * cosine - (n + 0.5) * step));
  return (width - 20 - Math.max(40, reach)) / names.length >= nearest.aslant;
}
