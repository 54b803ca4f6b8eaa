import type { SingleSignOnRefusal } from "@/lib/auth/single-sign-on";

/** What the sign-in page says about an `?error=` or a refused try, and what to do next. `provider` is the operator's name for single sign-on. */
export function signInWords(error: string, provider: string | null): string {
  const wait = /^wait:(\d+)$/.exec(error);
  if (wait) return `Too many tries. Wait ${duration(Number(wait[1]))} and try again.`;
  const words = Object.hasOwn(known, error) ? known[error as keyof typeof known] : unknownError;
  return words.replaceAll("{provider}", provider ?? "Single sign-on");
}

const unknownError = "Signing in did not work. Try again; if it keeps failing, tell the operator.";

const refusals = {
  NoEmail:
    "{provider} worked, but did not tell us your e-mail address. Ask the operator to let it send the e-mail address.",
  EmailNotVerified:
    "{provider} worked, but does not say that your e-mail address is verified. Verify it there, then try again.",
  NoAccount: "{provider} worked, but no account here has that e-mail address. Ask a community manager to create it.",
  AccountDisabled: "{provider} worked, but your account here is disabled. Ask a community manager to enable it.",
} satisfies Record<SingleSignOnRefusal, string>;

const known = {
  ...refusals,
  CredentialsSignin: "The e-mail address or the password is not right.",
  Unreachable: "The server did not answer. Try again in a moment.",
  // The last three are next-auth's own names.
  OAuthSignin:
    "{provider} cannot be reached. Sign in with your password, or try again later; if it keeps failing, tell the operator.",
  OAuthCallback:
    "The sign-in with {provider} was not completed. Start again below; if it keeps failing, tell the operator, whose log says why.",
  Callback:
    "{provider} did not sign you in: it was cancelled or refused there. Try again, or sign in with your password.",
};

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
