import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileForm } from "@/lib/tags/compile-form";
import { compileJson } from "@/lib/tags/compile-json";
import { findFormatter } from "@/lib/tags/formatters";
import { deliveryStateWords } from "@/lib/webhooks/schema";
import { findArticle, getArticle, listArticles } from "./articles";
import { linksIn, type Block } from "./block";
import { helpLinks } from "./links";
import { sectionNames } from "./sections";

const articles = listArticles();

test("every section has articles, and no two of a section share a place", () => {
  for (const name of sectionNames) {
    const orders = articles.filter((article) => article.section === name).map((article) => article.order);
    expect(orders.length, name).toBeGreaterThan(0);
    expect(new Set(orders).size, name).toBe(orders.length);
  }
});

test("an article that does not exist is not found", () => {
  expect(findArticle("../package")).toBeNull();
  expect(() => getArticle("nothing")).toThrow("no such help article");
});

test("every place that screens link to exists", () => {
  for (const target of Object.values(helpLinks)) expect(brokenPart(`/help/${target}`), target).toBeNull();
});

describe.each(articles.map((article) => [article.slug, article] as const))("docs/%s.md", (slug, article) => {
  test("leads nowhere that does not exist", () => {
    for (const link of linksIn(article.blocks)) {
      if (link.startsWith("https://")) continue;
      expect(brokenPart(link.startsWith("#") ? `/help/${slug}${link}` : link), link).toBeNull();
    }
    for (const other of article.related) {
      expect(findArticle(other), other).not.toBeNull();
      expect(other).not.toBe(slug);
    }
    for (const block of article.blocks) if (block.kind === "image") expect(existsSync(`public${block.src}`)).toBe(true);
  });

  test("speaks only of what exists, and in our own name", () => {
    const text = `${article.title}\n${article.summary}\n${article.text}`;
    for (const word of notHere) expect(text.match(word)?.[0], String(word)).toBeUndefined();
  });

  test("has only JSON that could be saved, with formatters that exist", () => {
    for (const { language, text } of codeIn(article.blocks)) {
      if (language === "json") expect(compileJson(text), text).toMatchObject({ ok: true });
    }
    for (const [, name] of article.text.matchAll(/\(\([\w.]+\|(\w+)/g))
      expect(findFormatter(name ?? ""), name).toBeDefined();
  });
});

test("the form body of the guides can be saved", () => {
  const form = codeIn(getArticle("custom-endpoints").blocks).find(({ text }) => text.startsWith("name="));
  expect(compileForm(form?.text ?? "((")).toMatchObject({ ok: true });
});

test("the page on status codes names every state of a delivery as screens do", () => {
  const { text } = getArticle("status-codes");
  for (const { label } of Object.values(deliveryStateWords)) expect(text).toContain(`\n${label} · `);
});

test("the page on listener answers names every answer that listeners give", () => {
  const files = readdirSync("lib/listeners").filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const code = files.map((name) => readFileSync(`lib/listeners/${name}`, "utf8")).join("\n");
  const answers = [...code.matchAll(/\b(?:outcome: |reason: |refuse\()"([a-z_]+)"/g)].map(([, name]) => name ?? "");
  expect(answers.length).toBeGreaterThan(15);
  const { text } = getArticle("listener-answers");
  for (const answer of answers) expect(text).toContain(answer);
});

test("the settings page and the README name every setting", () => {
  const settings = [...readFileSync("lib/env/settings.ts", "utf8").matchAll(/^ {4}([A-Z_]+):/gm)].map(
    ([, name]) => name ?? "",
  );
  expect(settings.length).toBeGreaterThan(15);
  const readme = readFileSync("README.md", "utf8");
  for (const name of settings) {
    expect(getArticle("settings").text).toContain(name);
    if (name !== "NODE_ENV") expect(readme).toContain(name);
  }
});

/** Later features, and other people's product. */
const notHere = [
  /centercode/i,
  /external users?\b/i,
  /external feedback/i,
  /external sources?/i,
  /(?:feedback|user|macro) triggers?\b/i,
  /circuit breaker/i,
  /\bsurveys?\b/i,
];

function brokenPart(link: string): string | null {
  const [, slug = "", anchor] = /^\/help\/([a-z0-9-]+)(?:#(.+))?$/.exec(link) ?? [];
  const article = findArticle(slug);
  if (!article) return `no article ${slug}`;
  const isThere = !anchor || article.headings.some((heading) => heading.id === anchor);
  return isThere ? null : `no heading ${anchor} in ${slug}`;
}

function codeIn(blocks: readonly Block[]): { language: string; text: string }[] {
  return blocks.flatMap((block) => {
    if (block.kind === "code") return [block];
    return block.kind === "list" ? block.items.flatMap(codeIn) : [];
  });
}
