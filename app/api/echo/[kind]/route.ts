import { setTimeout } from "node:timers/promises";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { answerEcho } from "@/lib/webhooks/echo";

export const dynamic = "force-dynamic";

const maxBytes = 1024 * 1024;
const limiter = new RateLimiterMemory({ points: 500, duration: 1 });

/** A receiver to try webhooks on. It keeps nothing, changes nothing and needs no sign-in. */
export async function POST(request: Request, { params }: { params: Promise<{ kind: string }> }): Promise<Response> {
  const isAllowed = await limiter.consume("echo").then(
    () => true,
    () => false,
  );
  if (!isAllowed) return answer(429, "application/json", '{"error":"too_many"}', { "retry-after": "1" });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return tooLarge();
  const body = await request.text();
  if (Buffer.byteLength(body) > maxBytes) return tooLarge();

  const { kind } = await params;
  const headers = [...request.headers];
  const echoed = answerEcho({ kind, method: request.method, url: request.url, headers, body, now: new Date() });
  if (echoed.delayMs > 0) await setTimeout(echoed.delayMs);
  return answer(echoed.status, echoed.contentType, echoed.body, echoed.headers);
}

function tooLarge(): Response {
  return answer(413, "application/json", '{"error":"too_large"}');
}

function answer(status: number, type: string, body: string, headers: Record<string, string> = {}): Response {
  const mayHaveBody = status !== 204 && status !== 304;
  return new Response(mayHaveBody ? body : null, {
    status,
    headers: { ...headers, "content-type": type, "x-content-type-options": "nosniff", "cache-control": "no-store" },
  });
}
