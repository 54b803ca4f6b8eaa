/** Milliseconds. Whoever hands one mail to the mail server for longer is taken to be gone. */
export const longestTry = 5 * 60_000;

/** A mail whose last try broke off like so many before is not tried again by itself: each may have arrived. */
export const mostBrokenOff = 5;

const broke = "Fieldpost broke off again and again";

/** What a mail says that nobody works at any more. */
export const brokenOff = {
  before: `${broke} before it was sent, so nobody got it.`,
  within: `${broke} while it was being sent, so it may have arrived.`,
};
