/** What an article is made of once it is read: closed lists, so that a screen draws every case and nothing else. Browser-safe. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong"; content: Inline[] }
  | { kind: "emphasis"; content: Inline[] }
  | { kind: "link"; to: string; isOutside: boolean; content: Inline[] }
  | { kind: "break" };

export type Block =
  | { kind: "heading"; level: number; id: string; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "list"; isOrdered: boolean; start: number; items: Block[][] }
  /** `label` names a table or a code block for screen readers; unique in its article. */
  | { kind: "table"; label: string; head: Inline[][]; rows: Inline[][][] }
  | { kind: "code"; label: string; language: string; text: string }
  | { kind: "note"; content: Block[] }
  | { kind: "image"; src: string; alt: string };

export function textOf(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (part.kind === "text" || part.kind === "code") return part.text;
      return part.kind === "break" ? " " : textOf(part.content);
    })
    .join("");
}

/** All words of an article, block by block, for searching. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join("\n");
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return textOf(block.content);
    case "list":
      return block.items.map(textOfBlocks).join("\n");
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(textOf).join(" · ")).join("\n");
    case "code":
      return block.text;
    case "note":
      return textOfBlocks(block.content);
    case "image":
      return block.alt;
  }
}

/** Every link in the order it is read. */
export function linksIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return linksInText(block.content);
      case "list":
        return block.items.flatMap(linksIn);
      case "table":
        return [block.head, ...block.rows].flat().flatMap(linksInText);
      case "note":
        return linksIn(block.content);
      default:
        return [];
    }
  });
}

function linksInText(content: readonly Inline[]): string[] {
  return content.flatMap((part) => {
    if (part.kind === "link") return [part.to];
    return part.kind === "strong" || part.kind === "emphasis" ? linksInText(part.content) : [];
  });
}
