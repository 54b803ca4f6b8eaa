"use client";

import { useFormContext } from "react-hook-form";
import { CodeBlock } from "@/components/code/code-block";
import { CopyButton } from "@/components/kit/copy-button";
import { formatBytes } from "@/components/kit/format";
import { StatusBadge } from "@/components/kit/status-badge";
import type { ActionPreview } from "@/lib/macros/preview";
import { actionLabels } from "@/lib/macros/schema";
import type { MacroForm } from "./macro-form";
import classes from "./macros.module.css";

/** One action, rendered for the preview record. */
export function ActionPreviewView({ action }: { action: ActionPreview }) {
  const { getValues } = useFormContext<MacroForm>();
  const plain = getValues("actions").find(({ id }) => id === action.actionId);
  if (action.kind === "problem") {
    return (
      <div className={classes.problem}>
        <StatusBadge tone="failed">{plain ? actionLabels[plain.kind] : "Not ready to send"}</StatusBadge>
        <p>{action.message}</p>
      </div>
    );
  }
  if (action.kind === "not_sent") {
    return (
      <div className={classes.notSent}>
        <p>{action.message}</p>
      </div>
    );
  }
  if (action.kind === "request") return <RequestView action={action} />;
  if (action.texts.length === 0) return null;
  return (
    <div className={classes.stack}>
      <strong className={classes.small}>{plain ? actionLabels[plain.kind] : ""}</strong>
      {action.texts
        .filter(({ text }) => text !== "")
        .map(({ field, text }) => (
          <CodeBlock key={field} label={fieldLabels[field] ?? field} code={text} maxHeight={200} />
        ))}
      <Empties paths={action.empties} />
    </div>
  );
}

function RequestView({ action }: { action: Extract<ActionPreview, { kind: "request" }> }) {
  const { request, bytes, curl } = action;
  const json = request.body === null ? null : prettyJson(request.body);
  return (
    <div className={classes.stack}>
      <p className={classes.url}>
        <strong>{request.method}</strong> {request.url}
      </p>
      {request.headers.length > 0 && (
        <dl className={classes.headerList} aria-label="Headers">
          {request.headers.map(({ name, value }, index) => (
            <div key={index}>
              <dt>{name}:</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {request.body !== null && (
        <CodeBlock label="Request body" code={json ?? request.body} language={json === null ? "text" : "json"} />
      )}
      <div className={classes.facts}>
        <span>{formatBytes(bytes)}</span>
        {json !== null && (
          <StatusBadge tone="ok" variant="plain">
            valid JSON
          </StatusBadge>
        )}
        <span className={classes.curl}>
          as cURL <CopyButton value={curl} what="cURL command" />
        </span>
      </div>
      <Empties paths={action.empties} />
    </div>
  );
}

function Empties({ paths }: { paths: string[] }) {
  if (paths.length === 0) return null;
  return (
    <p className={classes.note}>
      Empty for this record: {paths.map((path) => `((${path}))`).join(", ")}. A |default: fills the gap.
    </p>
  );
}

/** Null where it is not JSON. */
function prettyJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

const fieldLabels: Record<string, string> = { body: "Text", subject: "Subject", reason: "Reason", value: "Value" };
