import { Marked, type MarkedToken, type Token, type Tokens } from "marked";
import { parseTemplate } from "@/lib/tags/parse-template";
import type { Tag } from "@/lib/tags/template";
import type { Block, Inline, Piece } from "./block";
import { readAddress } from "./link-address";

/** A line break in the text is one in the mail: people write mails so. */
const marked = new Marked({ gfm: true, breaks: true });

export interface Body {
  blocks: Block[];
  tags: readonly Tag[];
  /** Links that lead nowhere, by their words. */
  problems: string[];
}

/**
 * A body in Markdown, read once for any number of records. Tags are taken out before it is read, so that neither their spelling nor what
 * they print is ever Markdown. What we do not draw, HTML above all, stays the words it is.
 */
export function readBody(body: string): Body {
  const template = parseTemplate(body);
  const source = template.segments
    .map((segment) =>
      segment.kind === "text"
        ? segment.text.replace(/[\uE000\uE001]/g, "")
        : `\uE000${template.tags.indexOf(segment)}\uE001`,
    )
    .join("");
  const context: Context = { body, tags: template.tags, problems: [] };
  const blocks = readBlocks(marked.lexer(source), context);
  return { blocks, tags: template.tags, problems: context.problems };
}

interface Context {
  body: string;
  tags: readonly Tag[];
  problems: string[];
}

function readBlocks(tokens: readonly Token[], context: Context): Block[] {
  return tokens.flatMap((token) => readBlock(token as MarkedToken, context));
}

function readBlock(token: MarkedToken, context: Context): Block[] {
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "heading":
      return [{ kind: "heading", content: readInlines(token.tokens, context) }];
    case "paragraph":
      return [{ kind: "paragraph", content: readInlines(token.tokens, context) }];
    case "text":
      return [{ kind: "paragraph", content: readInlines(token.tokens ?? [token], context) }];
    case "list":
      return [readList(token, context)];
    case "blockquote":
      return [{ kind: "quote", content: readBlocks(token.tokens, context) }];
    case "hr":
      return [{ kind: "rule" }];
    case "code":
      return [{ kind: "paragraph", content: asTyped(token.text, context) }];
    default:
      return token.raw.trim() === "" ? [] : [{ kind: "paragraph", content: asTyped(token.raw.trim(), context) }];
  }
}

function readList(token: Tokens.List, context: Context): Block {
  return {
    kind: "list",
    isOrdered: token.ordered,
    start: token.start || 1,
    items: token.items.map((item) => readBlocks(item.tokens, context)),
  };
}

function readInlines(tokens: readonly Token[], context: Context): Inline[] {
  return tokens.flatMap((token) => readInline(token as MarkedToken, context));
}

function readInline(token: MarkedToken, context: Context): Inline[] {
  switch (token.type) {
    case "text":
      return token.tokens ? readInlines(token.tokens, context) : [words(token.text, context)];
    case "escape":
    case "codespan":
      return [words(token.text, context)];
    case "strong":
      return [{ kind: "strong", content: readInlines(token.tokens, context) }];
    case "em":
      return [{ kind: "emphasis", content: readInlines(token.tokens, context) }];
    case "br":
      return [{ kind: "break" }];
    case "link":
      return readLink(token, context);
    default:
      return [words(token.raw, context)];
  }
}

/** `[Open the ticket](((feedback.url)) "button")` is a button. */
function readLink(token: Tokens.Link, context: Context): Inline[] {
  const content = readInlines(token.tokens, context);
  const read = readAddress(restored(token.href, context));
  if (read.ok) return [{ kind: "link", address: read.address, isButton: token.title === "button", content }];
  context.problems.push(`The link “${restored(token.text, context)}”: ${read.message}`);
  return content;
}

function asTyped(text: string, context: Context): Inline[] {
  return text
    .split("\n")
    .flatMap((line, index): Inline[] => [...(index > 0 ? [{ kind: "break" } as const] : []), words(line, context)]);
}

function words(text: string, { tags }: Context): Inline {
  const pieces = text.split(/\uE000(\d+)\uE001/).flatMap((piece, index): Piece[] => {
    if (index % 2 === 0) return piece === "" ? [] : [piece];
    const tag = tags[Number(piece)];
    return tag ? [tag] : [];
  });
  return { kind: "words", pieces };
}

/** A part of the body as it was typed, its tags back in their places. */
function restored(text: string, { body, tags }: Context): string {
  return text.replace(/\uE000(\d+)\uE001/g, (_, index: string) => {
    const tag = tags[Number(index)];
    return tag ? body.slice(tag.from, tag.to) : "";
  });
}
