import type { ElementData } from "@/lib/elements/data";
import type { ElementDefinition, Style } from "@/lib/elements/schema";
import { bestStyle, problemOf } from "@/lib/elements/styles";

/** The style that somebody picked while it suits, else the best that does. Without data the question alone decides. */
export function suitingStyle(
  picked: Style | null,
  definition: Pick<ElementDefinition, "groups" | "measures" | "items">,
  data?: ElementData,
): Style {
  const wishes: Style[] = [...(picked ? [picked] : []), bestStyle(definition)];
  return wishes.find((style) => problemOf(style, definition, data) === null) ?? "table";
}
