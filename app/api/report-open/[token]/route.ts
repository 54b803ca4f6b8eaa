import { followReportLink } from "@/lib/distributions/report-link";

export const dynamic = "force-dynamic";

/** The link of a mail to its report. Opens nothing by itself: the page asks who is there. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const address = await followReportLink((await params).token);
  if (!address)
    return new Response("This link does not work any more.\n", {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  return new Response(null, { status: 303, headers: { location: address, "cache-control": "no-store" } });
}
