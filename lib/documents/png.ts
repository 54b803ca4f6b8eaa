import { Resvg } from "@resvg/resvg-js";
import { fontsFor } from "./fonts";

/** A drawing as a PNG of twice its size, with our fonts and nothing from elsewhere. */
export function pngOf(svg: string): Uint8Array {
  const { files } = fontsFor(svg);
  const font = { loadSystemFonts: false, fontFiles: files, defaultFontFamily: "Inter" };
  return new Resvg(svg, { font, fitTo: { mode: "zoom", value: 2 } }).render().asPng();
}
