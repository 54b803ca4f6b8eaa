export interface OutcomeWords {
  /** On the badge. */
  word: string;
  tone: "ok" | "waiting" | "skipped" | "warning" | "failed";
  /** What it means, and what to do about it. */
  advice: string;
}

/** Browser-safe: what each outcome of a listener call is called on screen, and what to do. */
export function outcomeWords(outcome: string): OutcomeWords {
  return words[outcome] ?? { word: outcome, tone: "warning", advice: "The message says what stood in the way." };
}

const words: Record<string, OutcomeWords | undefined> = {
  done: { word: "Done", tone: "ok", advice: "The call did what this listener is for." },
  queued: { word: "Macro queued", tone: "ok", advice: "The macro runs on the record. The run says what became of it." },
  batch: { word: "Batch", tone: "ok", advice: "Many objects came in one call. Each has a result of its own below." },
  skipped: {
    word: "Skipped",
    tone: "skipped",
    advice:
      "Nothing was done, and that is no error. Look at the rows of “Accept only calls where”, at the filter, or at what is stored already, if you expected more.",
  },
  duplicate: {
    word: "Duplicate",
    tone: "skipped",
    advice: "The same delivery was applied before, so it was not applied again. There is nothing to do.",
  },
  not_json: {
    word: "Not JSON",
    tone: "failed",
    advice: "The body could not be read. Use double quotes, no comma after the last value, and UTF-8.",
  },
  bad_address: {
    word: "Broken address",
    tone: "failed",
    advice: "Encode VALUE before it is put into the URL: @ is %40, a per cent sign is %25.",
  },
  array_with_value: {
    word: "List with VALUE",
    tone: "failed",
    advice: "Send one object, or leave VALUE out and let the listener find its records in the body.",
  },
  not_an_object: { word: "Not an object", tone: "failed", advice: "Each item of the list must be an object." },
  unauthorized: {
    word: "Refused",
    tone: "failed",
    advice:
      "The credential or the signature was missing or wrong; the checks say which. Copy the API endpoint URL again, check that the listener's API key is usable, and that the signature secret is the same on both sides.",
  },
  ip_not_allowed: {
    word: "Address not allowed",
    tone: "failed",
    advice: "The API key lists the addresses it may be used from. Add the sender's address to the key.",
  },
  header_only: {
    word: "Header only",
    tone: "failed",
    advice: "This listener takes no token in its URL. Send it as Authorization: Bearer … or X-Api-Key.",
  },
  listener_off: { word: "Switched off", tone: "failed", advice: "Switch the listener on, or Enhanced integrations." },
  target_not_found: {
    word: "Target not found",
    tone: "failed",
    advice:
      "No such record within this listener's reach. In a project a user must be an active participant. Check what the sender puts in the place of VALUE; it may send again once the record is there.",
  },
  method_not_allowed: { word: "Wrong method", tone: "failed", advice: "Send POST, PUT or PATCH." },
  target_ambiguous: {
    word: "Target ambiguous",
    tone: "failed",
    advice: "More than one record has this value, so none was chosen. Use the e-mail address or the display id.",
  },
  too_large: { word: "Too large", tone: "failed", advice: "The body is over 1 MiB. Send less at a time." },
  too_many_items: { word: "Too many items", tone: "failed", advice: "Send at most 500 objects at a time." },
  unsupported_media_type: {
    word: "Not declared as JSON",
    tone: "failed",
    advice: "Send the header Content-Type: application/json, and the body uncompressed.",
  },
  no_known_parameter: {
    word: "No known parameter",
    tone: "failed",
    advice: "Nothing in the body has a row in the data group. Compare the parameters letter by letter.",
  },
  values_rejected: {
    word: "Values rejected",
    tone: "failed",
    advice: "Every value was of the wrong type. Correct the types in the data group, or what the sender sends.",
  },
  author_missing: {
    word: "Author missing",
    tone: "failed",
    advice: "Send the author's e-mail address under the name in Author field, exactly as it is written there.",
  },
  author_not_allowed: {
    word: "Author not allowed",
    tone: "failed",
    advice: "The author must be the e-mail address of an account that may comment here, typically an administrator's.",
  },
  comment_empty: {
    word: "Comment empty",
    tone: "failed",
    advice: "Send the text under the name in Comment field, exactly as it is written there.",
  },
  not_applied: { word: "Not applied", tone: "failed", advice: "The message says what stood in the way." },
  rate_limited: {
    word: "Too many calls",
    tone: "failed",
    advice: "The sender should wait as long as Retry-After says.",
  },
  too_many_failures: {
    word: "Too many failures",
    tone: "failed",
    advice: "Too many wrong credentials came from one address. Correct the credential, then wait a moment.",
  },
  unavailable: {
    word: "Unavailable",
    tone: "failed",
    advice: "We could not take the call just then. The sender should send it again.",
  },
};

/** Every outcome there are words for, in their order. */
export const knownOutcomes: readonly string[] = Object.keys(words);
