import { Marked, type MarkedToken, type Token, type Tokens } from "marked";
import type { Block, Inline } from "./block";
import { headingId } from "./heading-id";
import { readInline } from "./read-inline";

const marked = new Marked({ gfm: true });

/** The rows of a table that lives in code, by the name in `<!-- table: name -->`. */
export type FindTable = (name: string) => Block;

/**
 * An article's Markdown as blocks. Anything we do not draw (raw HTML, rules, task lists, headings of level 1) throws: an article is ours,
 * so a mistake in it should stop a test, not reach a reader.
 */
export function readMarkdown(text: string, findTable: FindTable): Block[] {
  return readBlocks(marked.lexer(text), { findTable, ids: new Set() });
}

interface Context {
  findTable: FindTable;
  ids: Set<string>;
}

function readBlocks(tokens: readonly Token[], context: Context): Block[] {
  return tokens.flatMap((token) => readBlock(token as MarkedToken, context));
}

function readBlock(token: MarkedToken, context: Context): Block[] {
  switch (token.type) {
    case "space":
      return [];
    case "heading":
      if (token.depth === 1)
        throw new Error(`has a heading of level 1; the title is in the front matter: ${token.raw}`);
      return [
        {
          kind: "heading",
          level: token.depth,
          id: headingId(token.text.replaceAll("`", ""), context.ids),
          content: readInline(token.tokens),
        },
      ];
    case "paragraph":
      return [readParagraph(token)];
    case "text":
      return [{ kind: "paragraph", content: readInline(token.tokens ?? [token]) }];
    case "list":
      return [
        {
          kind: "list",
          isOrdered: token.ordered,
          start: token.start || 1,
          items: token.items.map((item) => readBlocks(item.tokens, context)),
        },
      ];
    case "table":
      return [{ kind: "table", head: readRow(token.header), rows: token.rows.map(readRow) }];
    case "code":
      return [{ kind: "code", language: token.lang ?? "", text: token.text }];
    case "blockquote":
      return [{ kind: "note", content: readBlocks(token.tokens, context) }];
    case "html":
      return [readDirective(token.raw, context)];
    default:
      throw new Error(`uses Markdown that the help centre does not draw (${token.type}): ${token.raw}`);
  }
}

function readParagraph(token: Tokens.Paragraph): Block {
  const [only, ...others] = token.tokens;
  if (only?.type === "image" && others.length === 0) {
    const image = only as Tokens.Image;
    if (!/^\.\.\/public\/(?:[\w-]+\/)*[\w-]+\.\w+$/.test(image.href))
      throw new Error(`has an image outside public: ${image.href}`);
    return { kind: "image", src: image.href.replace("../public", ""), alt: image.text };
  }
  return { kind: "paragraph", content: readInline(token.tokens) };
}

function readRow(cells: Tokens.TableCell[]): Inline[][] {
  return cells.map((cell) => readInline(cell.tokens));
}

function readDirective(raw: string, { findTable }: Context): Block {
  const [, name] = /^<!-- table: ([a-z-]+) -->\s*$/.exec(raw) ?? [];
  if (!name) throw new Error(`has raw HTML, which the help centre does not draw: ${raw}`);
  return findTable(name);
}
