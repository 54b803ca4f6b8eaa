import type { JsonToken } from "./json-tokens";
import { MAX_JSON_DEPTH } from "./limits";
import type { Problem } from "./template";

type Expect = "value" | "first element" | "first name" | "name" | "colon" | "next" | "end";

const wanted: Record<Expect, string> = {
  value: "a value",
  "first element": "a value or ]",
  "first name": "a name in double quotes or }",
  name: "a name in double quotes",
  colon: "a : after the name",
  next: "a , or the closing bracket",
  end: "nothing more",
};

/**
 * The first place where the tokens are not one JSON value, a bare tag counting as a complete value. Also refuses tags in member names.
 * Without recursion, so depth costs nothing.
 */
export function checkJsonGrammar(tokens: readonly JsonToken[], end: number): Problem | undefined {
  const open: string[] = [];
  let expect: Expect = "value";
  const afterValue = (): Expect => (open.length === 0 ? "end" : "next");

  for (const [index, token] of tokens.entries()) {
    const { from, to } = token;
    const unexpected = (): Problem => ({ from, to, message: complaint(expect, token, tokens[index - 1]) });
    const char = token.kind === "punctuation" ? token.char : "";
    switch (expect) {
      case "value":
      case "first element":
        if (char === "]" && expect === "first element") {
          open.pop();
          expect = afterValue();
        } else if (char === "{" || char === "[") {
          open.push(char);
          if (open.length > MAX_JSON_DEPTH)
            return { from, to, message: `JSON may be nested at most ${MAX_JSON_DEPTH} levels deep.` };
          expect = char === "{" ? "first name" : "first element";
        } else if (char === "") expect = afterValue();
        else return unexpected();
        break;
      case "first name":
      case "name":
        if (char === "}" && expect === "first name") {
          open.pop();
          expect = afterValue();
          break;
        }
        if (token.kind === "tag")
          return { from, to, message: "A tag cannot be a member's name. Tags stand in values." };
        if (token.kind !== "string") return unexpected();
        if (token.template && (token.template.tags.length > 0 || token.template.problems.length > 0)) {
          return {
            from,
            to,
            message: "A member's name cannot hold a tag. Tags stand in values; \\\\(( writes two parentheses.",
          };
        }
        expect = "colon";
        break;
      case "colon":
        if (char !== ":") return unexpected();
        expect = "value";
        break;
      case "next": {
        const inside = open.at(-1);
        if (char === ",") expect = inside === "{" ? "name" : "value";
        else if (char === (inside === "{" ? "}" : "]")) {
          open.pop();
          expect = afterValue();
        } else return unexpected();
        break;
      }
      case "end":
        return unexpected();
    }
  }
  if (expect === "end") return undefined;
  if (tokens.length === 0) return { from: 0, to: end, message: "The body is empty. Write JSON, such as {}." };
  return { from: Math.max(0, end - 1), to: end, message: `The JSON ends too early: ${wanted[expect]} should follow.` };
}

function complaint(expect: Expect, token: JsonToken, before: JsonToken | undefined): string {
  const after = before?.kind === "punctuation" ? before.char : "";
  const char = token.kind === "punctuation" ? token.char : "";
  if (after === "," && (char === "}" || char === "]")) return `Remove the comma before ${char}.`;
  if ((token.kind === "tag" || before?.kind === "tag") && (expect === "next" || expect === "end")) {
    return "A tag outside quotes must be a whole value. Put a comma between values, or put both in one pair of quotes.";
  }
  return expect === "end"
    ? "The JSON is complete before this. Remove what follows."
    : `Here ${wanted[expect]} should stand.`;
}
