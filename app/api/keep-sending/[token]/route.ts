import { keepSending } from "@/lib/distributions/views";

export const dynamic = "force-dynamic";

/** The button of the page behind a warning's link. The signed address is all the right there is. */
export async function POST(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  await keepSending(token);
  return new Response(null, {
    status: 303,
    headers: { location: `/keep-sending/${encodeURIComponent(token)}`, "cache-control": "no-store" },
  });
}
