import type { ReactNode } from "react";
import { Link } from "@/components/kit/link";
import type { Inline } from "@/lib/help/block";
import classes from "./article.module.css";

/** The words of a paragraph, heading or cell. */
export function ArticleText({ content }: { content: readonly Inline[] }) {
  return content.map((part, index) => <ArticlePart key={index} part={part} />);
}

function ArticlePart({ part }: { part: Inline }): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code className={classes.code}>{part.text}</code>;
    case "strong":
      return (
        <strong>
          <ArticleText content={part.content} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <ArticleText content={part.content} />
        </em>
      );
    case "break":
      return <br />;
    case "link":
      return part.isOutside ? (
        <a href={part.to} target="_blank" rel="noreferrer">
          <ArticleText content={part.content} />
        </a>
      ) : (
        <Link href={part.to}>
          <ArticleText content={part.content} />
        </Link>
      );
  }
}
