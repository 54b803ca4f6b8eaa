import { renderAsync } from "@resvg/resvg-js";
import { fontsFor } from "./fonts";
import { lettered } from "./lettered";

/**
 * A drawing of ours as a PNG, twice as large as it says, for mail and spreadsheets, with our fonts only. It is drawn beside
 * the process, which is held for some 25 ms to pack it.
 * @throws for one that holds another picture: resvg would read it from the disk
 */
export async function svgToPng(svg: string, background = "#ffffff"): Promise<Uint8Array> {
  // Names in a drawing are escaped, so a bracket before this word is a tag.
  if (/<(?:[\w-]+:)?(?:image|feImage)\b/i.test(svg)) throw new Error("A drawing must not hold another picture.");
  const image = await renderAsync(lettered(svg), {
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
  return image.asPng();
}
