"use client";

import { Alert, Button, FileInput, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ErrorCode } from "@/lib/errors/app-error";
import type { Result } from "@/lib/errors/result";
import { importLimits, type ImportKind } from "@/lib/imports/schema";
import classes from "./imports.module.css";

interface UploadFormProps {
  scope: ScopeRef;
  kind: ImportKind;
  groupId: string | null;
  base: string;
}

/** A file, or rows that are pasted; either way the body of one request. */
export function UploadForm({ scope, kind, groupId, base }: UploadFormProps) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const upload = useAction(
    (body: File | string) => {
      const query = new URLSearchParams({ kind, name: typeof body === "string" ? "Pasted rows" : body.name });
      if (groupId) query.set("group", groupId);
      if (scope !== "community") query.set("project", scope.project);
      return send(`/api/imports?${query}`, body);
    },
    {
      // What is wrong with the file stays on the screen until another one is tried.
      form: { setError: (_, { message }) => setProblem(message ?? null) },
      onSuccess: ({ id }) => router.push(`${base}/${id}`),
    },
  );
  const { rows, columns, bytes } = importLimits;
  return (
    <form
      className={classes.upload}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = file ?? text.trim();
        setProblem(body ? null : "Choose a file, or paste rows.");
        if (body) void upload.run(body);
      }}
    >
      <FileInput
        label="CSV file"
        description={`Headings in the first line; up to ${rows.toLocaleString("en")} rows, ${columns} columns and ${bytes / 1_000_000} MB. Commas, semicolons or tabs, in UTF-8 or UTF-16.`}
        placeholder="Choose a file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        clearable
        clearButtonProps={{ "aria-label": "Take another file" }}
        value={file}
        onChange={setFile}
        disabled={!isHydrated}
      />
      <Textarea
        label="Or paste rows"
        description="With their headings, as they are copied from a spreadsheet. A chosen file goes first."
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        readOnly={!isHydrated}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problem && (
        <Alert color="red" variant="light" role="alert" title="Nothing was uploaded">
          {problem}
        </Alert>
      )}
      <Button type="submit" loading={upload.pending}>
        Upload
      </Button>
    </form>
  );
}

async function send(address: string, body: File | string): Promise<Result<{ id: string }>> {
  const response = await fetch(address, { method: "POST", body, headers: { "content-type": "text/csv" } });
  if (response.ok) return { ok: true, value: (await response.json()) as { id: string } };
  const { error: code, message } = (await response.json()) as { error: ErrorCode; message: string };
  return { ok: false, error: { code, message, fields: {} } };
}
