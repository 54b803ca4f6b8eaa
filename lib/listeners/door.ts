import { jsonLimits } from "@/lib/json/guard";
import type { Call, Reply } from "./call";

/** What is refused before anyone is asked for: method, address, size, content type. Null when the call may come in. */
export function refuseAtDoor({ key, request }: Call): Reply | null {
  const { method, headers, body, truncated } = request;
  if (!methods.has(method)) {
    return {
      status: 405,
      outcome: "method_not_allowed",
      message: `A listener takes POST, PUT and PATCH, not ${method.slice(0, 20)}.`,
      headers: { allow: "POST, PUT, PATCH, GET, HEAD" },
    };
  }
  if (key === null) {
    const message = "This address has a broken percent-encoding. Encode VALUE, for example jane%40example.com.";
    return { status: 400, outcome: "bad_address", message };
  }
  if (truncated || body.length > jsonLimits.bytes)
    return { status: 413, outcome: "too_large", message: "The body is larger than 1 MiB. Send less, or in parts." };
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  if (encoding && encoding !== "identity")
    return { status: 415, outcome: "unsupported_media_type", message: "Send the body without Content-Encoding." };
  if (isJsonType(headers["content-type"])) return null;
  const message = "Send JSON with the header Content-Type: application/json.";
  return { status: 415, outcome: "unsupported_media_type", message };
}

const methods = new Set(["POST", "PUT", "PATCH"]);

function isJsonType(header: string | undefined): boolean {
  const type = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return type === "" || /^application\/(json|[^\s/+]+\+json)$/.test(type);
}
