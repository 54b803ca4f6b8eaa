import { openFileLink } from "@/lib/distributions/open-link";
import { downloadOf } from "@/lib/web/download";

export const dynamic = "force-dynamic";

/** A file that was too large for its mail. The signed address is all the right there is: it opens this file, for thirty days. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const file = await openFileLink((await params).token);
  if (file) return downloadOf(request, file);
  return new Response("This link does not work any more. Files are kept for thirty days.\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
