export interface TipPlace {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
  maxWidth: number;
}

type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** As high as a tip of one line with its distance. */
const room = 40;
const distance = 6;

/** Where in a drawing the tip of a mark stands: above it, else below, else on it; on the side that has more room. In pixels of the screen. */
export function tipPlace(mark: Box, drawing: Box): TipPlace {
  const [width, height] = [drawing.right - drawing.left, drawing.bottom - drawing.top];
  const x = Math.min(Math.max((mark.left + mark.right) / 2 - drawing.left, 0), width);
  const [top, bottom] = [mark.top - drawing.top, mark.bottom - drawing.top];
  const side = x <= width / 2 ? { left: x, maxWidth: width - x } : { right: width - x, maxWidth: x };
  if (top >= room) return { ...side, bottom: height - top + distance };
  if (height - bottom >= room) return { ...side, top: bottom + distance };
  return { ...side, top: Math.max(0, top) + distance };
}
