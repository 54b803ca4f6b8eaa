import { Resvg } from "@resvg/resvg-js";
import { fontsFor } from "./fonts";
import { lettered } from "./lettered";

/**
 * A drawing of ours as a PNG, twice as large as it says, for mail and spreadsheets, with our fonts only. Takes some 50 ms of the process.
 * Throws for one that holds another picture: resvg would read it from the disk.
 */
export function svgToPng(svg: string, background = "#ffffff"): Uint8Array {
  // Names in a drawing are escaped, so a bracket before this word is a tag.
  if (/<(?:[\w-]+:)?(?:image|feImage)\b/i.test(svg)) throw new Error("A drawing must not hold another picture.");
  const image = new Resvg(lettered(svg), {
    fitTo: { mode: "zoom", value: 2 },
    background,
    font: {
      loadSystemFonts: false,
      fontFiles: fontsFor(svg).files,
      defaultFontFamily: "Inter",
      sansSerifFamily: "Inter",
    },
    logLevel: "off",
  });
  return image.render().asPng();
}
