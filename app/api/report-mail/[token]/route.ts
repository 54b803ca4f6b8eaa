import { endReportMail, resumeReportMail } from "@/lib/distributions/unsubscribe";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ token: string }>;
}

/** For mail programs that open the address instead of calling it: nothing changes before a button is pressed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return toPage((await params).token);
}

/**
 * One click (RFC 8058): mail programs post `List-Unsubscribe=One-Click` here, and our own page the button that was pressed. No cookie is
 * asked for; the signed address is all the right there is, and it is about one distribution and one address.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const form = new URLSearchParams((await request.text()).slice(0, 1_000));
  const isDone = form.get("do") === "resume" ? await resumeReportMail(token) : await endReportMail(token);
  if (form.has("do")) return toPage(token);
  return new Response(isDone ? "You get no more of these e-mails.\n" : "This link does not work any more.\n", {
    status: isDone ? 200 : 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

function toPage(token: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `/report-mail/${encodeURIComponent(token)}`, "cache-control": "no-store" },
  });
}
