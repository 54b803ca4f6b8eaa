/**
 * What can come of a request, once: the engine retries by it, the log explains by it, the help page lists it. Browser-safe.
 * Keys are a status class or one of our own words for what happened instead of an answer.
 */
export const outcomeClasses = [
  "2xx",
  "3xx",
  "400",
  "401",
  "404",
  "405",
  "408",
  "410",
  "4xx",
  "5xx",
  "dns",
  "refused",
  "tls",
  "timeout",
  "reset",
  "too_large",
  "protocol",
  "blocked",
  "invalid",
  "empty_in_url",
  "unknown",
  "gone",
] as const;
export type OutcomeClass = (typeof outcomeClasses)[number];

export interface OutcomeText {
  /** The codes it stands for, as the help page prints them. */
  codes: string;
  /** The words in the log. */
  shownAs: string;
  meaning: string;
  cause: string;
  /** What to do next. */
  advice: string;
  fixer: "you" | "the receiver" | "the operator" | "nobody";
  /** What to send to whoever can fix it. */
  send: string;
  retried: boolean;
}

export const outcomes: Record<OutcomeClass, OutcomeText> = {
  "2xx": {
    codes: "200–299",
    shownAs: "Delivered",
    meaning: "The receiver accepted the request.",
    cause: "Everything is in order.",
    advice: "Nothing to do. If a captured value is missing, compare the answer with the Parameters of the group.",
    fixer: "nobody",
    send: "Nothing.",
    retried: false,
  },
  "3xx": {
    codes: "300–399",
    shownAs: "Failed: redirect not followed",
    meaning:
      "The receiver says the address is somewhere else. Fieldpost does not follow, because that could lead anywhere.",
    cause: "http instead of https, a missing slash, or an old address.",
    advice: "Put the final URL, as given in the answer's Location header, into the Web request.",
    fixer: "you",
    send: "The URL and the Location header of the answer.",
    retried: false,
  },
  "400": {
    codes: "400, 422",
    shownAs: "Failed: the receiver refused the content",
    meaning: "The request arrived, but the receiver could not use what was in it.",
    cause: "A required field is missing or empty, a value has the wrong type, or a name is misspelt.",
    advice: "Open the rendered body, check the JSON and the required fields against the receiver's documentation.",
    fixer: "you",
    send: "The request body and the text of the answer.",
    retried: false,
  },
  "401": {
    codes: "401, 403",
    shownAs: "Failed: not authorised",
    meaning: "The receiver does not accept the credential, or it does not allow this.",
    cause: "The token is wrong, expired or lacks a right, or the header's name is wrong.",
    advice: "Check the token, its expiry and the header name, then type the secret header anew.",
    fixer: "you",
    send: "The time, the URL and the header names. Never the token itself.",
    retried: false,
  },
  "404": {
    codes: "404",
    shownAs: "Failed: address or record unknown",
    meaning: "There is nothing at this address.",
    cause: "A typing error in the URL, or a tag in it names a record that the receiver does not have.",
    advice: "Check the URL and the tags inside it.",
    fixer: "you",
    send: "The rendered URL.",
    retried: false,
  },
  "405": {
    codes: "405, 415",
    shownAs: "Failed: method or content type not accepted",
    meaning: "The address exists, but not for this method or this kind of content.",
    cause: "POST instead of PUT, or Form instead of JSON.",
    advice: "Compare method and content type with the receiver's documentation.",
    fixer: "you",
    send: "The method, the URL and the Content-Type header.",
    retried: false,
  },
  "408": {
    codes: "408, 425, 429",
    shownAs: "Waiting to retry: the receiver asks to wait",
    meaning: "The receiver is busy or gets too many requests.",
    cause: "Many records at once, or a limit of the receiver.",
    advice: "Nothing to do; we wait as long as the receiver asks. If it happens often, ask for a higher limit.",
    fixer: "the receiver",
    send: "The time, the number of requests and the Retry-After header.",
    retried: true,
  },
  "410": {
    codes: "410",
    shownAs: "Failed: gone for good, webhook switched off",
    meaning:
      "The receiver says this address will never work again. The webhook was switched off, and the managers got an e-mail.",
    cause: "The channel, app or integration was archived or removed.",
    advice: "Set up a new address with the receiver, put it into the macro and switch the webhook on again.",
    fixer: "you",
    send: "The URL and the text of the answer.",
    retried: false,
  },
  "4xx": {
    codes: "other 400–499",
    shownAs: "Failed: the receiver refused the request",
    meaning: "The receiver says the request is wrong and trying again will not help.",
    cause: "The receiver's own rules.",
    advice: "Read the text of the answer and look the code up in the receiver's documentation.",
    fixer: "you",
    send: "The request, the code and the text of the answer.",
    retried: false,
  },
  "5xx": {
    codes: "500–599",
    shownAs: "Waiting to retry: the receiver has trouble",
    meaning: "The receiver failed while it worked on the request.",
    cause: "A fault or an outage at the receiver.",
    advice: "Nothing to do; it is tried again. If it goes on for hours, tell the receiver.",
    fixer: "the receiver",
    send: "The time, the webhook-id and the text of the answer.",
    retried: true,
  },
  dns: {
    codes: "no answer",
    shownAs: "Waiting to retry: host name not found",
    meaning: "The name in the URL could not be found in the network.",
    cause: "A typing error in the host name, or trouble with the name service.",
    advice: "Check the host name in the URL, letter by letter.",
    fixer: "you",
    send: "The host name.",
    retried: true,
  },
  refused: {
    codes: "no answer",
    shownAs: "Waiting to retry: connection refused",
    meaning: "The host exists, but nothing accepts connections at this port.",
    cause: "The service is down, the port is wrong, or a firewall is in between.",
    advice: "Check the port in the URL, and ask the receiver whether the service runs.",
    fixer: "the receiver",
    send: "The host, the port and the time.",
    retried: true,
  },
  tls: {
    codes: "no answer",
    shownAs: "Failed: no secure connection",
    meaning: "The receiver's certificate could not be trusted, so nothing was sent.",
    cause: "The certificate expired, belongs to another name, or is self-signed.",
    advice: "Ask the receiver to renew or correct its certificate, then resend.",
    fixer: "the receiver",
    send: "The host and the message about the certificate.",
    retried: false,
  },
  timeout: {
    codes: "no answer",
    shownAs: "Waiting to retry: no answer in time",
    meaning: "The receiver did not answer fully within the time allowed.",
    cause: "The receiver is slow or overloaded. It may have done the work all the same.",
    advice:
      "Raise the time allowed in the macro (up to 30 seconds), or ask the receiver to answer first and work later.",
    fixer: "the receiver",
    send: "The time, the webhook-id and how long we waited.",
    retried: true,
  },
  reset: {
    codes: "no answer",
    shownAs: "Waiting to retry: connection broken off",
    meaning: "The connection was cut before the answer was complete.",
    cause: "A restart, a proxy or a network fault. The receiver may have done the work all the same.",
    advice: "Nothing to do; it is tried again with the same webhook-id.",
    fixer: "the receiver",
    send: "The time and the webhook-id.",
    retried: true,
  },
  too_large: {
    codes: "no answer",
    shownAs: "Failed: answer headers too large",
    meaning: "The headers of the answer are larger than 16 KB.",
    cause: "A fault at the receiver.",
    advice: "Tell the receiver.",
    fixer: "the receiver",
    send: "The time and the URL.",
    retried: false,
  },
  protocol: {
    codes: "no answer",
    shownAs: "Waiting to retry: answer not understood",
    meaning: "What came back is not a valid HTTP answer.",
    cause: "The port belongs to another kind of service, or a proxy is at fault.",
    advice: "Check the scheme and the port in the URL.",
    fixer: "the receiver",
    send: "The time and the URL.",
    retried: true,
  },
  blocked: {
    codes: "not sent",
    shownAs: "Not sent: private address not allowed",
    meaning: "The destination is not a public address, so nothing was sent.",
    cause: "The URL leads into an internal network, or uses http where only https is allowed.",
    advice: "Ask the operator to allow-list the host (OUTBOUND_ALLOW), then resend.",
    fixer: "the operator",
    send: "The host of the URL and what it is needed for.",
    retried: false,
  },
  invalid: {
    codes: "not sent",
    shownAs: "Not sent: the request could not be built",
    meaning: "A tag is unknown, or the body is not JSON after replacement.",
    cause: "A field was removed after the macro was saved, or the text is too large.",
    advice: "Open the macro; the place is marked there. Save it and resend with today's data.",
    fixer: "you",
    send: "The message with its place.",
    retried: false,
  },
  empty_in_url: {
    codes: "not sent",
    shownAs: "Not sent: tag in URL is empty",
    meaning: "The record has no value for a tag in the URL, so the address would have been wrong.",
    cause: "The value was never captured or never filled in.",
    advice: "Fill in the value, or give the tag a |default, then resend with today's data.",
    fixer: "you",
    send: "The name of the tag and the record.",
    retried: false,
  },
  unknown: {
    codes: "not known",
    shownAs: "Unknown: sent, but the end was not seen",
    meaning: "Fieldpost stopped between sending and hearing the answer. The receiver may or may not have got it.",
    cause: "A restart or a crash of the server.",
    advice: "Compare with the receiver by webhook-id. By choice of the macro it is sent again, or held for you.",
    fixer: "you",
    send: "The webhook-id and the time.",
    retried: true,
  },
  gone: {
    codes: "not sent",
    shownAs: "Skipped: the record was deleted",
    meaning: "The user or ticket was deleted before the request was sent.",
    cause: "Someone deleted it while the request was waiting.",
    advice: "Nothing to do.",
    fixer: "nobody",
    send: "Nothing.",
    retried: false,
  },
};

/** The class of an answered status. */
export function classOfStatus(status: number): OutcomeClass {
  const single = bySingle[status];
  if (single) return single;
  if (status >= 200 && status < 300) return "2xx";
  if (status >= 300 && status < 400) return "3xx";
  if (status >= 400 && status < 500) return "4xx";
  return "5xx";
}

const bySingle: Readonly<Record<number, OutcomeClass>> = {
  400: "400",
  422: "400",
  401: "401",
  403: "401",
  404: "404",
  405: "405",
  415: "405",
  408: "408",
  425: "408",
  429: "408",
  410: "410",
};

/** The text for a delivery or attempt as the database has it. */
export function outcomeOf(row: { lastStatus?: number | null; lastErrorClass?: string | null }): OutcomeText | null {
  const named = outcomeClasses.find((name) => name === row.lastErrorClass);
  if (named) return outcomes[named];
  return row.lastStatus ? outcomes[classOfStatus(row.lastStatus)] : null;
}
