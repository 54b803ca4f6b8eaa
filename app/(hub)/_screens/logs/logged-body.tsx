import { Text } from "@mantine/core";
import { CodeBlock } from "@/components/code/code-block";
import { prettyJson } from "@/components/code/pretty-json";
import { formatBytes } from "@/components/kit/format";

interface LoggedBodyProps {
  label: string;
  /** Null when it may not be seen or is not kept. */
  body: string | null;
  /** As received, if known; else those of `body`. */
  bytes: number | null;
  isTruncated: boolean;
  cleared: string;
}

/** A body for reading: JSON is indented, anything else stays as it was. */
export function LoggedBody({ label, body, bytes, isTruncated, cleared }: LoggedBodyProps) {
  if (body === null) {
    return (
      <Text fz="sm" c="dimmed">
        {label}
        {bytes === null ? "" : `, ${formatBytes(bytes)}`}: {cleared}
      </Text>
    );
  }
  if (body === "") return <Text fz="sm">{label}: empty.</Text>;
  const pretty = isTruncated ? null : prettyJson(body);
  const size = bytes ?? new TextEncoder().encode(body).length;
  return (
    <div>
      <Text fz="sm" c="dimmed" mb={4}>
        {label}, {formatBytes(size)}
        {pretty ? ", valid JSON" : ""}
        {isTruncated ? ". Only the beginning is kept." : ""}
      </Text>
      <CodeBlock label={label} code={pretty ?? body} language={pretty ? "json" : "text"} />
    </div>
  );
}
