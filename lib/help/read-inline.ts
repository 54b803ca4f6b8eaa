import type { MarkedToken, Token } from "marked";
import type { Inline } from "./block";

/** The words of a paragraph, heading or cell. Throws on what we do not draw. */
export function readInline(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token) => readPart(token as MarkedToken));
}

function readPart(token: MarkedToken): Inline[] {
  switch (token.type) {
    case "text":
      if (token.tokens) return readInline(token.tokens);
      // The lexer leaves character references to its HTML renderer, which we do not use.
      if (/&(#\d+|\w+);/.test(token.text))
        throw new Error(`has a character reference; write the character: ${token.raw}`);
      return [{ kind: "text", text: token.text }];
    case "escape":
      return [{ kind: "text", text: token.text }];
    case "codespan":
      return [{ kind: "code", text: token.text }];
    case "strong":
      return [{ kind: "strong", content: readInline(token.tokens) }];
    case "em":
      return [{ kind: "emphasis", content: readInline(token.tokens) }];
    case "br":
      return [{ kind: "break" }];
    case "link":
      return [{ kind: "link", ...readAddress(token.href), content: readInline(token.tokens) }];
    default:
      throw new Error(`uses Markdown that the help centre does not draw (${token.type}): ${token.raw}`);
  }
}

/** Articles link to each other as files, `webhooks.md#headers`, so that they can be read on a code host too. */
function readAddress(href: string): { to: string; isOutside: boolean } {
  const [, slug, anchor = ""] = /^([a-z0-9-]+)\.md(#[\w-]+)?$/.exec(href) ?? [];
  if (slug) return { to: `/help/${slug}${anchor}`, isOutside: false };
  if (/^#[\w-]+$/.test(href)) return { to: href, isOutside: false };
  if (/^https:\/\/[^\s]+$/.test(href)) return { to: href, isOutside: true };
  throw new Error(`links to something that is neither an article, a heading nor an https address: ${href}`);
}
