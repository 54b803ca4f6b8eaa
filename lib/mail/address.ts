/** One mailbox, without a display name. Deliberately narrower than RFC 5322: no quotes, comments or lists can hide in it. */
const mailbox = /^[A-Za-z0-9.!#$%&*+/=?^_{|}~'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/;

export function isMailAddress(text: string): boolean {
  return text.length <= 254 && mailbox.test(text) && !text.includes("..");
}

/** A header's text on one line: line breaks and other control characters become spaces, half surrogate pairs U+FFFD. */
export function headerText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
}
