import { intervalOf, widthOf, wrapped, type Labels } from "./name-lines";

/** In px: what one line needs of the height, and two. */
const [line, twoLines] = [15, 28];

/** Names beside bars. In a narrow drawing long ones have two lines, where bars are far enough from each other. */
export function namesBeside(names: readonly string[], { width, height }: { width: number; height: number }): Labels {
  const place = placeBeside(width);
  const room = height - 30;
  if (isLongBeside(names, width) && room / names.length >= twoLines)
    return { width: place, interval: 0, lines: (name) => wrapped(name, place, 2) };
  const longest = Math.max(...names.map(widthOf));
  return { width: Math.min(place, longest), interval: intervalOf(room, names.length, line) };
}

/** Whether some name is too long for one line beside the bars of a drawing `width` px wide. */
export function isLongBeside(names: readonly string[], width: number): boolean {
  return names.some((name) => widthOf(name) > placeBeside(width));
}

function placeBeside(width: number): number {
  return width * 0.35;
}
