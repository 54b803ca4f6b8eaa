import { signatureHeaders, type ShownSignature, type SignatureInput } from "@/lib/listeners/signature-schema";

/** How calls are signed, as one choice: not, in one of the known headers, in another, or as Standard Webhooks says. */
export interface SignatureForm {
  from: "none" | keyof typeof signatureHeaders | "header" | "standard_webhooks";
  /** Of "another header". */
  header: string;
  /** A secret that was typed just now. */
  typed: string;
  /** The reference to the secret that is stored; null when there is none. */
  kept: string | null;
  /** It has a signature, and its secret was not brought along. */
  isAwaited: boolean;
}

export function signatureForm(signature: ShownSignature | null): SignatureForm {
  const from = fromOf(signature);
  return {
    from,
    header: signature?.scheme === "body" && from === "header" ? signature.header : "",
    typed: "",
    kept: signature?.isStored ? signature.secretId : null,
    isAwaited: signature?.isStored === false,
  };
}

/** What is missing is asked for as long as the listener is to be on. */
export function signatureOf({ from, header, typed, kept }: SignatureForm, enabled: boolean): SignatureInput | null {
  if (from === "none") return null;
  const none = enabled ? { value: "" } : { missing: true as const };
  const secret = typed !== "" ? { value: typed } : kept !== null ? { keep: kept } : none;
  if (from === "standard_webhooks") return { scheme: from, secret };
  return { scheme: "body", header: from === "header" ? header : from, secret };
}

function fromOf(signature: ShownSignature | null): SignatureForm["from"] {
  if (!signature) return "none";
  if (signature.scheme !== "body") return signature.scheme;
  return isKnown(signature.header) ? signature.header : "header";
}

function isKnown(header: string): header is keyof typeof signatureHeaders {
  return Object.hasOwn(signatureHeaders, header);
}
