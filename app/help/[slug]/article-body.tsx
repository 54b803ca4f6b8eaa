import Image from "next/image";
import { CodeBlock } from "@/components/code/code-block";
import type { Block } from "@/lib/help/block";
import { ArticleText } from "./article-text";
import classes from "./article.module.css";

/** Draws an article from its blocks, never from HTML. */
export function ArticleBody({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => <ArticleBlock key={index} block={block} />);
}

function ArticleBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading": {
      const Heading = block.level === 2 ? "h2" : "h3";
      return (
        <Heading id={block.id} className={classes.heading}>
          <ArticleText content={block.content} />
        </Heading>
      );
    }
    case "paragraph":
      return (
        <p>
          <ArticleText content={block.content} />
        </p>
      );
    case "list":
      return <ArticleList block={block} />;
    case "table":
      return <ArticleTable block={block} />;
    case "code":
      return <CodeBlock label={block.label} code={block.text} language={block.language === "json" ? "json" : "text"} />;
    case "note":
      return (
        <div role="note" className={classes.note}>
          <ArticleBody blocks={block.content} />
        </div>
      );
    case "image":
      return <Image src={block.src} alt={block.alt} width={1280} height={800} unoptimized className={classes.image} />;
  }
}

function ArticleList({ block }: { block: Extract<Block, { kind: "list" }> }) {
  const items = block.items.map((item, index) => (
    <li key={index}>
      <ArticleBody blocks={item} />
    </li>
  ));
  return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

function ArticleTable({ block }: { block: Extract<Block, { kind: "table" }> }) {
  return (
    <div role="region" aria-label={block.label} tabIndex={0} className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {block.head.map((cell, index) =>
              cell.length > 0 ? (
                <th key={index} scope="col">
                  <ArticleText content={cell} />
                </th>
              ) : (
                <td key={index} />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <ArticleText content={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
