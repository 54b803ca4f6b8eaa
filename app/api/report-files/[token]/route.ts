import { findFileLink, noteDownload } from "@/lib/distributions/file-link";
import { downloadOf } from "@/lib/web/download";

export const dynamic = "force-dynamic";

/** A file that was too large for its mail. The signed address is all the right there is: it opens this file, for thirty days. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const opened = await findFileLink({ token, mailId: new URL(request.url).searchParams.get("mail") ?? "" });
  if (!opened)
    return new Response("This link does not work any more. Files are kept for thirty days.\n", {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  const answer = downloadOf(request, { ...opened.file, tag: opened.id });
  if (request.method === "GET" && isBeginning(answer)) await noteDownload(opened);
  return answer;
}

/** The rest of a file that broke off is no other download. */
function isBeginning({ status, headers }: Response): boolean {
  return status === 200 || (headers.get("content-range")?.startsWith("bytes 0-") ?? false);
}
