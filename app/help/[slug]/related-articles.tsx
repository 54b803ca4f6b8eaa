import { Link } from "@/components/kit/link";
import type { Article } from "@/lib/help/articles";
import classes from "./article.module.css";

export function RelatedArticles({ articles }: { articles: readonly Article[] }) {
  if (articles.length === 0) return null;
  return (
    <nav aria-labelledby="related" className={classes.related}>
      <h2 id="related">Related articles</h2>
      <ul>
        {articles.map(({ slug, title, summary }) => (
          <li key={slug}>
            <Link href={`/help/${slug}`}>{title}</Link>
            <span>{summary}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
