import type { Article } from "./articles";

export interface SearchResult {
  slug: string;
  title: string;
  section: string;
  /** The words around the first hit, or the summary. */
  excerpt: string;
  /** The heading that has the words, if one has. */
  heading: { id: string; text: string } | null;
}

/** Articles that have every word of the question, those that say it in their title or a heading first. Nothing asked, nothing found. */
export function searchArticles(articles: readonly Article[], question: string): SearchResult[] {
  const words = fold(question)
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean);
  if (words.length === 0) return [];
  return articles
    .map((article) => ({ article, score: scoreOf(article, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ article }) => resultOf(article, words));
}

function scoreOf(article: Article, words: readonly string[]): number {
  const title = fold(`${article.title} ${article.slug}`);
  const headings = article.headings.map((heading) => fold(heading.text));
  const isInHeading = (text: string) => headings.some((heading) => heading.includes(text));
  let score = 0;
  for (const word of words) {
    const found =
      (title.includes(word) ? 12 : 0) +
      (isInHeading(word) ? 6 : 0) +
      (fold(article.summary).includes(word) ? 4 : 0) +
      weightInText(fold(article.text), word);
    if (found === 0) return 0;
    score += found;
  }
  const phrase = words.join(" ");
  return score + (title.includes(phrase) ? 12 : 0) + (isInHeading(phrase) ? 6 : 0);
}

/** More for often, less for long, never over 4: a long page that says a word once is not about it. */
function weightInText(text: string, word: string): number {
  const times = text.split(word).length - 1;
  return (4 * times) / (times + text.length / 4000);
}

function resultOf(article: Article, words: readonly string[]): SearchResult {
  const heading = article.headings.find(({ text }) => words.every((word) => fold(text).includes(word)));
  return {
    slug: article.slug,
    title: article.title,
    section: article.section,
    excerpt: excerptOf(article, words),
    heading: heading ? { id: heading.id, text: heading.text } : null,
  };
}

function excerptOf(article: Article, words: readonly string[]): string {
  const lines = article.text.split("\n");
  const line = lines.find((candidate) => words.every((word) => fold(candidate).includes(word)));
  if (!line) return article.summary;
  const at = Math.max(0, fold(line).indexOf(words[0] ?? "") - 70);
  const cut = line.slice(at, at + 180).trim();
  return `${at > 0 ? "… " : ""}${cut}${at + 180 < line.length ? " …" : ""}`;
}

function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
