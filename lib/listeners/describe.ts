import type { ListenerAnswer } from "./call";

/** What someone sees who opens a listener's address in a browser. The same for every address, so that it tells nothing of any. */
export function describeListeners(method: "GET" | "HEAD"): ListenerAnswer {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
    body: method === "HEAD" ? "" : description,
  };
}

const description = `${JSON.stringify(
  {
    what: "This is the address of an external listener. Opening it changes nothing.",
    send: "POST, PUT or PATCH with a JSON body and the header Content-Type: application/json.",
    target: "Put the user's e-mail address or username, or the ticket's id, where the URL says VALUE.",
    credential: "The token in the copied URL, or the API key in the Authorization: Bearer … or X-Api-Key header.",
    help: "/help/external-listeners",
  },
  null,
  2,
)}\n`;
