/** What a mail program is told that ended mails by one click (RFC 8058). */
export function oneClickAnswer(isDone: boolean): Response {
  return new Response(isDone ? "You get no more of these e-mails.\n" : "This link does not work any more.\n", {
    status: isDone ? 200 : 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/** To the page of a signed address, where a button is pressed. */
export function toPageOf(place: "report-mail" | "unsubscribe", token: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `/${place}/${encodeURIComponent(token)}`, "cache-control": "no-store" },
  });
}
