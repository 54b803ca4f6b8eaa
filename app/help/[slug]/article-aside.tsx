import { Link } from "@/components/kit/link";
import type { Article } from "@/lib/help/articles";
import classes from "./article.module.css";

/** What is on this page, and what else is in its section. */
export function ArticleAside({ article, section }: { article: Article; section: readonly Article[] }) {
  const headings = article.headings.filter(({ level }) => level === 2);
  return (
    <aside className={classes.aside}>
      {headings.length > 1 && (
        <nav aria-labelledby="on-this-page">
          <h2 id="on-this-page">On this page</h2>
          <ul>
            {headings.map(({ id, text }) => (
              <li key={id}>
                <a href={`#${id}`}>{text}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <nav aria-labelledby="in-this-section">
        <h2 id="in-this-section">{article.section}</h2>
        <ul>
          {section.map(({ slug, title }) => (
            <li key={slug}>
              <Link href={`/help/${slug}`} aria-current={slug === article.slug ? "page" : undefined}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </aside>
  );
}
