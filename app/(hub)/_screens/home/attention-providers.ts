import { automationBase } from "@/app/(hub)/_screens/listeners/automation-base";
import type { StatusTone } from "@/components/kit/status-badge";
import { listEndingKeys } from "@/lib/api-keys/ending";
import { may, type Actor, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { listBrokenPackages } from "@/lib/data-packages/broken";
import { listStoppedDistributions } from "@/lib/distributions/stopped";
import { listTroubledDistributions } from "@/lib/distributions/troubled";
import { listRefusedCalls } from "@/lib/listeners/refused-calls";
import { findPutOffMail } from "@/lib/mail/put-off";
import { failingMacros } from "@/lib/webhooks/failing-macros";
import { listStoppedDestinations, listStoppedWebhooks } from "@/lib/webhooks/stopped";

/** Something that a person has to look at. It is found anew each time, so it goes away when it is well again. */
export interface AttentionItem {
  id: string;
  tone: StatusTone;
  /** In a word or two: "5 failed". */
  word: string;
  text: string;
  /** Where it is put right, and what is done there. */
  href: string;
  fix: string;
}

/** @param root the address of the scope: `/projects/aurora`, `/community` */
type Provider = (actor: Actor, root: string) => Promise<AttentionItem[]>;

/** Asked of everybody who holds the right; of nobody else. */
function provider<P extends Permission>(
  right: P,
  find: (actor: Can<P>, root: string) => Promise<AttentionItem[]>,
): Provider {
  return async (actor, root) => (may(actor, right) ? find(also(actor, right), root) : []);
}

/** In the order in which they are shown. */
export const attentionProviders: readonly Provider[] = [
  provider("macros.read", async (actor, root) => {
    const stopped = await listStoppedWebhooks(actor);
    return stopped.map(({ macroId, macro, target, type, reason }, n) => ({
      id: `webhook-${macroId}-${n}`,
      tone: "failed",
      word: "Switched off",
      text: `A webhook of “${macro}” sends nothing. ${reason}`.trim(),
      href:
        target === "feedback" && type
          ? `${root}/configuration/feedback-types/${type}/resources/${macroId}`
          : `${root}/users/resources/${macroId}`,
      fix: "Open the macro",
    }));
  }),
  provider("logs.read", async (actor, root) => {
    const failing = await failingMacros(actor);
    return failing.map(({ macroId, name, failed, held }) => ({
      id: `macro-${macroId}`,
      tone: failed > 0 ? "failed" : "paused",
      word: failed > 0 ? `${failed.toLocaleString("en")} failed` : `${held.toLocaleString("en")} held for you`,
      text: `Webhooks of “${name}” in the last 24 hours${failed > 0 && held > 0 ? `, and ${held} held for you` : ""}.`,
      href: `${root}/logs?macro=${macroId}&range=24h&state=${failed > 0 ? "failed" : "held"}`,
      fix: "Open the log",
    }));
  }),
  provider("logs.read", async (actor, root) => {
    const stopped = await listStoppedDestinations(actor);
    return stopped.map(({ id, address, until, reason }) => ({
      id: `destination-${id}`,
      tone: "paused",
      word: "Paused",
      text: `Nothing is sent to ${address}${until ? ` until ${timeOf(until, actor)}` : ""}. ${reason}`,
      href: `${root}/logs?state=waiting`,
      fix: "See what waits",
    }));
  }),
  provider("logs.read", async (actor, root) => {
    const refused = await listRefusedCalls(actor);
    return refused.map(({ listenerId, name, refused: count, unmatched }) => ({
      id: `listener-${listenerId}`,
      tone: "warning",
      word: `${count.toLocaleString("en")} refused`,
      text: `Calls to “${name}” in the last 24 hours${unmatched > 0 ? `, ${unmatched} for no known record` : ""}.`,
      href: `${root}/logs/calls?listenerId=${listenerId}&answered=refused`,
      fix: "Open the calls",
    }));
  }),
  provider("apiKeys.read", async (actor, root) => {
    const ending = await listEndingKeys(actor);
    const mayRenew = may(actor, "apiKeys.write");
    return ending.map(({ id, name, expiresAt, isOver, uses }) => ({
      id: `key-${id}`,
      tone: isOver ? "failed" : "warning",
      word: isOver ? "Expired" : "Expires soon",
      text: `The API key “${name}”${isOver ? "" : ` ends on ${dayOf(expiresAt, actor)}`}: ${usesWord(uses)} called with it.${mayRenew ? "" : " A community manager can renew it."}`,
      href: mayRenew ? `/community/api-keys/${id}` : automationBase(root, { target: "user" }),
      fix: mayRenew ? "Open the key" : "See the listeners",
    }));
  }),
  provider("mailbox.read", async (actor) => {
    const put = actor.scope.kind === "community" ? await findPutOffMail(actor) : null;
    if (!put) return [];
    const { count, answer } = put;
    return [
      {
        id: "mail",
        tone: "warning",
        word: count === 1 ? "1 waits" : `${count.toLocaleString("en")} wait`,
        text: `${mailWord(count)}. The last time it said: ${answer}`,
        href: "/community/mailbox?state=queued",
        fix: "Open the Mailbox",
      },
    ];
  }),
  provider("reports.write", async (actor, root) => {
    const stopped = await listStoppedDistributions(also(actor, "reports.read"));
    return stopped.map(({ id, name, reportId, reason }) => ({
      id: `distribution-${id}`,
      tone: "failed",
      word: "Stopped",
      text: `“${name}” sends no report any more. ${reason}`.trim(),
      href: `${root}/reports/${reportId}/distribution/${id}`,
      fix: "Open the distribution",
    }));
  }),
  provider("reports.write", async (actor, root) => {
    const troubled = await listTroubledDistributions(also(actor, "reports.read"));
    return troubled.map(({ id, name, reportId, issueId, reason }) => ({
      id: `troubled-${id}`,
      tone: issueId ? "failed" : "warning",
      word: issueId ? "Failed" : "Stops soon",
      text: `${issueId ? `Nobody got “${name}”.` : `“${name}” goes on if you want it.`} ${reason}`.trim(),
      href: `${root}/reports/${reportId}/distribution/${issueId ? `issues/${issueId}` : id}`,
      fix: issueId ? "Open the sending" : "Open the distribution",
    }));
  }),
  provider("reports.write", async (actor, root) => {
    const broken = await listBrokenPackages(actor);
    return broken.map(({ id, name, reason }) => ({
      id: `package-${id}`,
      tone: "failed",
      word: "Cannot be read",
      text: `“${name}” cannot be pulled. ${reason}`.trim(),
      href: `${root}/data-packages/${id}`,
      fix: "Open it",
    }));
  }),
];

function mailWord(count: number): string {
  return count === 1 ? "One e-mail that the mail server does not take" : "E-mails that the mail server does not take";
}

function usesWord(uses: number): string {
  return uses === 1 ? "1 address is" : `${uses} addresses are`;
}

function dayOf(date: Date, { scope }: Actor): string {
  return date.toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: scope.timeZone });
}

function timeOf(at: string, { scope }: Actor): string {
  return new Date(at).toLocaleTimeString("en-GB", { timeStyle: "short", timeZone: scope.timeZone });
}
