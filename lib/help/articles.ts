import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors/app-error";
import { textOf, textOfBlocks, type Block } from "./block";
import { findCodeTable } from "./code-tables";
import { readFrontMatter, type FrontMatter } from "./front-matter";
import { readMarkdown } from "./read-markdown";
import { sectionOrder } from "./sections";

export interface Article extends FrontMatter {
  slug: string;
  blocks: Block[];
  /** Headings of level 2 and 3, for the table of contents and for search. */
  headings: { id: string; level: number; text: string }[];
  /** Everything it says, in plain words. */
  text: string;
}

let loaded: readonly Article[] | undefined;

/** Every article of `docs` in the working directory, in the order of the contents. Read once per process. */
export function listArticles(): readonly Article[] {
  loaded ??= readArticles(path.join(process.cwd(), "docs"));
  return loaded;
}

export function findArticle(slug: string): Article | null {
  return listArticles().find((article) => article.slug === slug) ?? null;
}

/** @throws AppError `not_found` */
export function getArticle(slug: string): Article {
  const article = findArticle(slug);
  if (!article) throw new AppError("not_found", "There is no such help article. It may have been renamed.");
  return article;
}

/** The articles that an article names as its neighbours. */
export function listRelated(article: Article): Article[] {
  return article.related.map(getArticle);
}

function readArticles(folder: string): Article[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names
    .map((name) => readArticle(folder, name))
    .sort((a, b) => sectionOrder(a.section) - sectionOrder(b.section) || a.order - b.order);
}

function readArticle(folder: string, name: string): Article {
  try {
    const { head, body } = readFrontMatter(readFileSync(path.join(folder, name), "utf8"));
    const blocks = readMarkdown(body, findCodeTable);
    return {
      ...head,
      slug: name.replace(/\.md$/, ""),
      blocks,
      headings: headingsOf(blocks),
      text: textOfBlocks(blocks),
    };
  } catch (error) {
    throw new Error(`The help article docs/${name} ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function headingsOf(blocks: readonly Block[]): Article["headings"] {
  return blocks.flatMap((block) =>
    block.kind === "heading" && block.level <= 3
      ? [{ id: block.id, level: block.level, text: textOf(block.content) }]
      : [],
  );
}
