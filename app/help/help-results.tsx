import { ButtonLink } from "@/components/kit/button-link";
import { Link } from "@/components/kit/link";
import { EmptyState } from "@/components/states/empty-state";
import type { SearchResult } from "@/lib/help/search";
import classes from "./help.module.css";

export function HelpResults({ question, results }: { question: string; results: readonly SearchResult[] }) {
  if (results.length === 0) {
    return (
      <EmptyState
        illustration="search"
        title={`Nothing found for “${question}”`}
        actions={<ButtonLink href="/help">Show all articles</ButtonLink>}
      >
        Try fewer words, a label from the screen, or a status code.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Search results">
      <p className={classes.count} role="status">
        {results.length === 1 ? "1 article" : `${results.length} articles`} for “{question}”
      </p>
      <ol className={classes.results}>
        {results.map(({ slug, title, section, heading, excerpt }) => (
          <li key={slug}>
            <Link href={`/help/${slug}${heading ? `#${heading.id}` : ""}`} className={classes.result}>
              {title}
              {heading && <span className={classes.heading}> › {heading.text}</span>}
            </Link>
            <p className={classes.section}>{section}</p>
            <p className={classes.excerpt}>{excerpt}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
