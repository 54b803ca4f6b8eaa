import { Stack, Text } from "@mantine/core";
import { CodeBlock } from "@/components/code/code-block";
import { CopyButton } from "@/components/kit/copy-button";
import { Mono } from "@/components/kit/mono";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { ShownRequest } from "@/lib/webhooks/schema";
import { LoggedBody } from "./logged-body";
import classes from "./logs.module.css";

interface DeliveryRequestProps {
  request: ShownRequest | null;
  curl: string | null;
  /** Why there is no body. */
  cleared: string;
}

/** The request as it goes out, the same bytes at every try; secrets are masked. */
export function DeliveryRequest({ request, curl, cleared }: DeliveryRequestProps) {
  if (!request) {
    return (
      <EmptyState title="No request to show" illustration="list">
        It was not built, or is no longer kept.
      </EmptyState>
    );
  }
  const { method, url, headers, body } = request;
  return (
    <Stack gap="md">
      <div className={classes.line}>
        <Mono>{`${method} ${url}`}</Mono>
        {curl && (
          <span className={classes.copy}>
            <Text fz="sm">as cURL</Text>
            <CopyButton value={curl} what="as cURL" />
          </span>
        )}
      </div>
      <SimpleTable
        label="Request headers"
        rows={headers}
        rowId={({ name }) => name}
        columns={[
          { id: "name", header: "Header", cell: ({ name }) => <Mono>{name}</Mono> },
          {
            id: "value",
            header: "Value",
            cell: ({ value, secret }) => (secret ? <span>•••• (secret, never shown)</span> : <Mono>{value}</Mono>),
          },
        ]}
      />
      {body === null && method === "GET" ? (
        <Text fz="sm">This request has no body.</Text>
      ) : (
        <LoggedBody label="Request body" body={body} bytes={null} isTruncated={false} cleared={cleared} />
      )}
      {curl && (
        <details>
          <summary>as cURL</summary>
          <CodeBlock label="Request as cURL" code={curl} />
        </details>
      )}
    </Stack>
  );
}
