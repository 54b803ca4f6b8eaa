import { CopyButton } from "@/components/kit/copy-button";
import { HelpLink } from "@/components/kit/help-link";
import { Section } from "@/components/kit/section";
import { helpLinks } from "@/lib/help/links";
import type { LoggedDelivery } from "@/lib/macros/webhook-log";
import { isFinal } from "@/lib/webhooks/schema";
import { codeWords } from "./delivery-words";
import classes from "./logs.module.css";

/** Why it ended as it did, who can do something about it, and what to send them. */
export function DeliveryWhy({ detail }: { detail: LoggedDelivery }) {
  const { delivery, advice } = detail;
  if (!advice) {
    return (
      <p className={classes.why}>
        <strong>Why:</strong> {delivery.lastMessage ?? waitingWords[delivery.state] ?? "Nothing was tried."}
      </p>
    );
  }
  const isDone = advice.fixer === "nobody";
  return (
    <Section title="Why" actions={<HelpLink to={helpLinks.attemptResults}>Status codes</HelpLink>}>
      <div className={classes.reasons}>
        <p>
          <strong>{answerSentence(detail)}</strong> {advice.meaning}
        </p>
        {!isDone && <p>Usual cause: {lowerFirst(advice.cause)}</p>}
        <p>
          What to do: {lowerFirst(advice.advice)}
          {advice.retried && !isFinal(delivery.state) && " It is tried again by itself."}
        </p>
        {!isDone && (
          <p className={classes.send}>
            <span>
              Who can fix it: {advice.fixer}. What to send: {lowerFirst(advice.send)}
            </span>
            <CopyButton value={reportOf(detail)} what="what to send" />
          </p>
        )}
      </div>
    </Section>
  );
}

const waitingWords: Record<string, string | undefined> = {
  waiting: "it waits for its turn and has not been tried yet.",
  sending: "it is being sent right now.",
};

const notSent = new Set(["blocked", "invalid", "empty_in_url", "gone"]);

function answerSentence({ delivery }: LoggedDelivery): string {
  const host = hostOf(delivery.endpoint.origin);
  const message = delivery.lastMessage ? ` ${endWithStop(delivery.lastMessage)}` : "";
  if (delivery.lastStatus !== null) {
    const answered = `${host} answered ${delivery.lastStatus}.`;
    // What a receiver says when all is well stands under Response.
    if (delivery.state === "delivered") return answered;
    return `${answered}${message.replace(` ${delivery.lastStatus} `, " ")}`;
  }
  if (delivery.lastErrorClass === "empty_needed") return message.trim();
  if (delivery.lastErrorClass && notSent.has(delivery.lastErrorClass)) return `Not sent to ${host}.${message}`;
  const code = codeWords({ status: null, errorClass: delivery.lastErrorClass });
  return `No answer from ${host}: ${code}.${message}`;
}

/** Plain text for a mail or a chat to whoever can help; it holds no secret and no body. */
function reportOf({ delivery, request, attempts }: LoggedDelivery): string {
  const last = attempts.at(-1);
  const lines = [
    `webhook-id: ${delivery.id}`,
    last && `Time: ${last.at}`,
    request ? `Request: ${request.method} ${request.url}` : `Host: ${delivery.endpoint.origin}`,
    request && `Header names: ${request.headers.map(({ name }) => name).join(", ")}`,
    `Result: ${codeWords({ status: delivery.lastStatus, errorClass: delivery.lastErrorClass })}`,
    delivery.lastMessage && `Message: ${delivery.lastMessage}`,
  ];
  return lines.filter(Boolean).join("\n");
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

function lowerFirst(text: string): string {
  // "TLS …" and other abbreviations stay as they are.
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function endWithStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
