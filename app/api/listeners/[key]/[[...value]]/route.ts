import { jsonLimits } from "@/lib/json/guard";
import { receive } from "@/lib/listeners/receive";
import { env } from "@/lib/env/env";
import { clientAddress } from "@/lib/web/client-address";

// The same verb as behind our own front, for `next dev` and plain `next start`.
async function handle(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, key = "", value = null] = /\/api\/listeners\/([^/]+)(?:\/(.*))?$/s.exec(pathname) ?? [];
  const { body, truncated } = await readUpTo(request, jsonLimits.bytes);
  const answer = await receive({
    method: request.method,
    key,
    value,
    query: searchParams,
    headers: Object.fromEntries(request.headers),
    body,
    ip: clientAddress("127.0.0.1", request.headers.get("x-forwarded-for") ?? undefined, env.TRUSTED_PROXIES),
    truncated,
  });
  return new Response(request.method === "HEAD" ? null : answer.body, answer);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};

async function readUpTo(request: Request, limit: number): Promise<{ body: Uint8Array; truncated: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) return { body: Buffer.concat(chunks), truncated: true };
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks), truncated: false };
}
