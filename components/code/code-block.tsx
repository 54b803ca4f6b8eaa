"use client";

import { CopyButton } from "@/components/kit/copy-button";
import { jsonTokens } from "./json-tokens";
import classes from "./code-block.module.css";

interface CodeBlockProps {
  /** Names it for screen readers and the copy button: "Response body". */
  label: string;
  code: string;
  language?: "json" | "text";
  /** Before it scrolls; px. */
  maxHeight?: number;
  /** Hides the head for use inside a card that has its own. */
  bare?: boolean;
}

/** Text that machines wrote or read. Never interpreted: only text nodes. Long lines wrap. */
export function CodeBlock({ label, code, language = "text", maxHeight = 420, bare = false }: CodeBlockProps) {
  const isColoured = language === "json" && code.length <= 100_000;
  return (
    <div className={classes.root} data-bare={bare || undefined}>
      <div className={classes.copy}>
        <CopyButton value={code} what={label} />
      </div>
      <pre className={classes.pre} style={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
        <code>
          {isColoured
            ? jsonTokens(code).map((token, index) => (
                <span key={index} data-kind={token.kind}>
                  {token.text}
                </span>
              ))
            : code}
        </code>
      </pre>
    </div>
  );
}
