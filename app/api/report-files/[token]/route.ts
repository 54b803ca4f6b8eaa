import { findFileLink, noteDownload } from "@/lib/distributions/file-link";
import { fileDownload, type FileLink } from "@/lib/distributions/links";
import { noteView } from "@/lib/distributions/views";
import { downloadOf } from "@/lib/web/download";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ token: string }>;
}

/** A file that was too large for its mail. The signed address is all the right there is: it opens this file, for thirty days. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const opened = await findFileLink(linkOf(request, (await params).token));
  if (!opened) return gone();
  const answer = downloadOf(request, { ...opened.file, tag: opened.id });
  if (request.method === "GET" && isBeginning(answer)) await noteDownload(opened);
  return answer;
}

/** The button of the page behind a mail's link. Programs that follow links press none: somebody reads the report. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const link = linkOf(request, (await params).token);
  const opened = await findFileLink(link);
  if (!opened) return gone();
  await noteView(opened.reportId);
  return new Response(null, { status: 303, headers: { location: fileDownload(link), "cache-control": "no-store" } });
}

function linkOf(request: Request, token: string): FileLink {
  return { token, mailId: new URL(request.url).searchParams.get("mail") ?? "" };
}

function gone(): Response {
  return new Response("This link does not work any more. Files are kept for thirty days.\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/** The rest of a file that broke off is no other download. */
function isBeginning({ status, headers }: Response): boolean {
  return status === 200 || (headers.get("content-range")?.startsWith("bytes 0-") ?? false);
}
