"use client";

import { ActionIcon, Button, FileButton, Progress } from "@mantine/core";
import { useId, useRef } from "react";
import { useHydrated } from "@/components/form/use-hydrated";
import { IconX } from "@/components/icons/icons";
import { formatBytes } from "@/components/kit/format";
import { attachmentLimits } from "@/lib/feedback/attachment-schema";
import classes from "./attachments.module.css";
import { useFileDrop } from "./use-file-drop";
import type { Upload, Uploads } from "./use-uploads";

/** Takes files by choosing, dropping and pasting (a screenshot), and shows how far each has come. */
export function AttachmentPicker({ uploads }: { uploads: Uploads }) {
  const isHydrated = useHydrated();
  const help = useId();
  const box = useRef<HTMLDivElement>(null);
  const over = useFileDrop(box, uploads.add);
  return (
    <div ref={box} role="group" aria-label="Attachments" className={classes.picker} data-over={over || undefined}>
      <div className={classes.head}>
        <div>
          <span className={classes.label}>Attachments</span>
          <p id={help} className={classes.help}>
            Screenshots, logs, recordings: up to {attachmentLimits.perTicket} files of{" "}
            {attachmentLimits.bytes / 1024 / 1024} MB. You can drop or paste them here.
          </p>
        </div>
        <FileButton multiple onChange={(files) => uploads.add(files)}>
          {(props) => (
            <Button {...props} variant="default" size="compact-sm" disabled={!isHydrated} aria-describedby={help}>
              Add files
            </Button>
          )}
        </FileButton>
      </div>
      {uploads.uploads.length > 0 && (
        <ul className={classes.list}>
          {uploads.uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} />
          ))}
        </ul>
      )}
      <p role="status" className={classes.problem}>
        {uploads.refusal}
      </p>
    </div>
  );
}

function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { file, sent, card, problem } = upload;
  const name = file.name || "Pasted file";
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.size}>{formatBytes(file.size)}</span>
      {problem ? (
        <span role="alert" className={classes.problem}>
          {problem}
        </span>
      ) : card ? (
        <span className={classes.size}>Uploaded</span>
      ) : (
        <Progress className={classes.progress} value={sent * 100} aria-label={`${name}, uploading`} />
      )}
      {problem && file.size > 0 && file.size <= attachmentLimits.bytes && (
        <Button variant="default" size="compact-xs" onClick={() => uploads.retry(upload)}>
          Try again
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`Take out ${name}`}
        onClick={() => uploads.remove(upload.key)}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}
