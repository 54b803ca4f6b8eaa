import { idOf } from "@/lib/configuration/items";
import { signaturePlace } from "@/lib/configuration/target";
import { answer } from "./recipe";
import type { Question } from "./question";

/** Asked where the other system can sign what it sends. */
export const signatureAnswers = { signature: answer.optionalSecret };

export function signatureQuestion(system: string): Question {
  return {
    kind: "secret",
    name: "signature",
    label: "Signature secret",
    help: `With a secret ${system} signs what it sends, and the listener refuses everything else. Make one up and type it there as well. Left empty, nothing is signed.`,
    optional: true,
  };
}

/** What an answer makes of the listener: by which header its calls are signed, and the secret for it. */
export function signedListener(listener: string, header: string, secret: string | null) {
  const secrets: [place: string, value: string][] = secret ? [[signaturePlace(idOf.listener(listener)), secret]] : [];
  return { signature: secret ? { scheme: "body" as const, header, secret: true as const } : null, secrets };
}
