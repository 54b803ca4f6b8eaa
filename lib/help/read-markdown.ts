import { Marked, type MarkedToken, type Token, type Tokens } from "marked";
import { textOf, type Block, type Inline } from "./block";
import { headingId } from "./heading-id";
import { readInline } from "./read-inline";

const marked = new Marked({ gfm: true });

/** The rows of a table that lives in code, by the name in `<!-- table: name -->`. */
type FindTable = (name: string) => Table;

type Table = Omit<Extract<Block, { kind: "table" }>, "label">;

/**
 * An article's Markdown as blocks. Anything we do not draw (raw HTML, rules, task lists, headings of level 1) throws: an article is ours,
 * so a mistake in it should stop a test, not reach a reader.
 */
export function readMarkdown(text: string, findTable: FindTable): Block[] {
  return readBlocks(marked.lexer(text), { findTable, ids: new Set(), heading: "", count: 0 });
}

interface Context {
  findTable: FindTable;
  ids: Set<string>;
  /** The last heading, and how many tables and code blocks there were: what these are called. */
  heading: string;
  count: number;
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
      return [readHeading(token, context)];
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
      return [
        {
          kind: "table",
          label: nextLabel(context, "table"),
          head: readRow(token.header),
          rows: token.rows.map(readRow),
        },
      ];
    case "code":
      return [{ kind: "code", label: nextLabel(context, "example"), language: token.lang ?? "", text: token.text }];
    case "blockquote":
      return [{ kind: "note", content: readBlocks(token.tokens, context) }];
    case "html":
      return [readDirective(token.raw, context)];
    default:
      throw new Error(`uses Markdown that the help centre does not draw (${token.type}): ${token.raw}`);
  }
}

function readHeading(token: Tokens.Heading, context: Context): Block {
  const content = readInline(token.tokens);
  context.heading = textOf(content);
  return { kind: "heading", level: token.depth, id: headingId(context.heading, context.ids), content };
}

function nextLabel(context: Context, what: string): string {
  context.count++;
  return `${context.heading || "Introduction"}, ${what} ${context.count}`;
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

function readDirective(raw: string, context: Context): Block {
  const [, name] = /^<!-- table: ([a-z-]+) -->\s*$/.exec(raw) ?? [];
  if (!name) throw new Error(`has raw HTML, which the help centre does not draw: ${raw}`);
  return { ...context.findTable(name), label: nextLabel(context, "table") };
}
