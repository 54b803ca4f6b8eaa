import { AppError } from "@/lib/errors/app-error";

/** The body of a request while it comes in. Whoever goes away in the middle is no failure of ours. @throws AppError `bad_request` */
export async function* arriving(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new AppError("bad_request", "The file did not arrive whole. Choose it again.");
    });
    if (done) return;
    yield value;
  }
}
