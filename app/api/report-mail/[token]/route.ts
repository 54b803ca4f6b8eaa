import { endReportMail, resumeReportMail } from "@/lib/distributions/unsubscribe";
import { oneClickAnswer, toPageOf } from "@/lib/web/one-click";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ token: string }>;
}

/** For mail programs that open the address instead of calling it: nothing changes before a button is pressed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return toPageOf("report-mail", (await params).token);
}

/**
 * One click (RFC 8058): mail programs post `List-Unsubscribe=One-Click` here, and our own page the button that was pressed. No cookie is
 * asked for; the signed address is all the right there is, and it is about one distribution and one address.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const form = new URLSearchParams((await request.text()).slice(0, 1_000));
  const isDone = form.get("do") === "resume" ? await resumeReportMail(token) : await endReportMail(token);
  if (form.has("do")) return toPageOf("report-mail", token);
  return oneClickAnswer(isDone);
}
