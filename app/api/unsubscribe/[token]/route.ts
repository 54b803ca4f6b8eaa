import { unsubscribe } from "@/lib/feedback/unsubscribe";
import { oneClickAnswer, toPageOf } from "@/lib/web/one-click";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ token: string }>;
}

/** For mail programs that open the address instead of calling it: nothing changes before a button is pressed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return toPageOf("unsubscribe", (await params).token);
}

/**
 * One click (RFC 8058): mail programs post `List-Unsubscribe=One-Click` here, and our own page the button that was pressed. No cookie is
 * asked for; the signed address is all the right there is.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const form = new URLSearchParams((await request.text()).slice(0, 1_000));
  const what = form.get("end") === "all" ? "all" : "first";
  const isEnded = await unsubscribe(token, what);
  if (form.has("end")) return toPageOf("unsubscribe", token);
  return oneClickAnswer(isEnded);
}
