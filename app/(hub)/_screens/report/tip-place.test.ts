import { expect, test } from "vitest";
import { tipPlace } from "./tip-place";

const drawing = { left: 100, right: 500, top: 1000, bottom: 1200 };
const mark = (left: number, top: number, width: number, height: number) => ({
  left: 100 + left,
  right: 100 + left + width,
  top: 1000 + top,
  bottom: 1000 + top + height,
});

test("a tip stands above its mark, on the side with more room, within the drawing", () => {
  expect(tipPlace(mark(40, 100, 20, 90), drawing)).toEqual({ left: 50, maxWidth: 350, bottom: 106 });
  expect(tipPlace(mark(340, 100, 20, 90), drawing)).toEqual({ right: 50, maxWidth: 350, bottom: 106 });
});

test("without room above it stands below, and on a mark that is as high as the drawing", () => {
  expect(tipPlace(mark(0, 10, 20, 20), drawing)).toMatchObject({ top: 36 });
  expect(tipPlace(mark(0, 10, 20, 180), drawing)).toMatchObject({ top: 16 });
});
