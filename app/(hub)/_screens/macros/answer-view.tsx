"use client";

import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { CodeBlock } from "@/components/code/code-block";
import { JsonTree } from "@/components/code/json-tree";
import { formatBytes, formatDuration } from "@/components/kit/format";
import { HelpLink } from "@/components/kit/help-link";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { helpLinks } from "@/lib/help/links";
import { outcomeOf } from "@/lib/webhooks/outcomes";
import type { TestSendResult } from "@/lib/webhooks/test-send";
import classes from "./macros.module.css";

interface AnswerViewProps {
  result: TestSendResult;
  /** A click on a value of the answer. Absent where nothing may be captured. */
  onPick?: (path: string, value: string | number | boolean | null | object) => void;
  /** Parameters that are captured already. */
  picked: string[];
}

/** What the receiver answered to the last test. */
export function AnswerView({ result, onPick, picked }: AnswerViewProps) {
  const { response, verdict, ms } = result;
  const isDelivered = verdict.state === "delivered";
  const isSent = result.request !== null;
  const json = response ? readBody(response.body) : undefined;
  const outcome = isDelivered ? null : outcomeOf({ lastStatus: verdict.status, lastErrorClass: verdict.errorClass });
  return (
    <Section
      title="Answer of the last test"
      actions={
        <StatusBadge tone={isDelivered ? "ok" : verdict.state === "skipped" ? "skipped" : "failed"}>
          {isDelivered ? "Accepted" : isSent ? "Not accepted" : "Not sent"}
        </StatusBadge>
      }
    >
      <div className={classes.stack} aria-live="polite">
        {isSent && (
          <p className={classes.url}>
            <strong>{response ? response.status : "No answer"}</strong> in {formatDuration(ms)}
            {response && `, ${formatBytes(response.bytes)}`}
          </p>
        )}
        {!isDelivered && (
          <div className={verdict.state === "skipped" ? classes.notSent : classes.problem}>
            <p>{verdict.message}</p>
            {outcome && <p>{outcome.advice}</p>}
            <HelpLink to={helpLinks.statusCodes}>What this means</HelpLink>
          </div>
        )}
        {response && response.headers.length > 0 && <ResponseHeaders headers={response.headers} />}
        {json !== undefined && onPick && <p className={classes.note}>Click a value to capture it.</p>}
        {json !== undefined ? (
          <div className={classes.tree}>
            <JsonTree label="Answer" value={json} onPick={onPick} picked={picked} />
          </div>
        ) : (
          response && response.body !== "" && <CodeBlock label="Answer" code={response.body} maxHeight={260} />
        )}
        {response?.truncated && <p className={classes.note}>The answer was longer; this is its beginning.</p>}
        <p className={classes.note}>{isSent ? sentWords(result) : "Nothing was sent, so nothing is logged."}</p>
      </div>
    </Section>
  );
}

function sentWords({ deliveryId }: TestSendResult): string {
  const logged = deliveryId
    ? "It is in the Macro webhook log, marked as a test."
    : "It is not logged, because the macro is not saved yet.";
  return `This was a test: it was sent once and captured nothing. ${logged}`;
}

function ResponseHeaders({ headers }: { headers: [string, string][] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <UnstyledButton className={classes.disclose} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? "Hide" : "Show"} {headers.length} headers
      </UnstyledButton>
      {isOpen && (
        <dl className={classes.headerList} aria-label="Headers of the answer">
          {headers.map(([name, value], index) => (
            <div key={index}>
              <dt>{name}:</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

type PlainJson = Parameters<typeof JsonTree>[0]["value"];

/** Undefined where it is not an object or a list: then it is shown as text. */
function readBody(text: string): PlainJson | undefined {
  try {
    const value = JSON.parse(text) as PlainJson;
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
