/** A path of ours, whatever stands in the address: a link to sign-in must not lead elsewhere afterwards. */
export function safePath(wanted: unknown): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  const url = new URL(wanted, "http://here.invalid");
  return url.origin === "http://here.invalid" ? `${url.pathname}${url.search}${url.hash}` : "/";
}
