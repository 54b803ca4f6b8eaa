import type { ErrorCode } from "@/lib/errors/app-error";
import type { Result } from "@/lib/errors/result";
import type { AttachmentCard } from "@/lib/feedback/attachment-schema";

export interface Sending {
  answer: Promise<Result<AttachmentCard>>;
  abort: () => void;
}

/** Sends a file as the body of a request. With XMLHttpRequest, because fetch does not say how much is sent. */
export function sendFile(address: string, file: File, onProgress: (sent: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<Result<AttachmentCard>>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request));
    request.onerror = () => resolve(failed("The connection was lost. Try again."));
    request.onabort = () => resolve(failed("Taken out."));
    request.open("POST", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
  return { answer, abort: () => request.abort() };
}

function read({ status, responseText }: XMLHttpRequest): Result<AttachmentCard> {
  const answered = parse(responseText);
  if (status === 200) return { ok: true, value: answered as AttachmentCard };
  const { error, message } = answered as { error?: ErrorCode; message?: string };
  return failed(message ?? "The server did not take the file. Try again in a moment.", error);
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    // What stands between us and the server answers in its own words.
    return {};
  }
}

function failed(message: string, code: ErrorCode = "unavailable"): Result<AttachmentCard> {
  return { ok: false, error: { code, message, fields: {} } };
}
